import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@fontsource-variable/bricolage-grotesque/wght.css'
import './globals.css'
import { errorTitle } from './components/error-title'
import { isRefusedRequest } from './edge/refused-request'

/** Every page's title ends with the name, and begins with "Error: " where a form was refused. */
export async function generateMetadata(): Promise<Metadata> {
  const before = (await isRefusedRequest()) ? errorTitle : ''
  return {
    title: {
      default: `${before}Touchline: online coaching, kept safe`,
      template: `${before}%s · Touchline`,
    },
    description: 'Touchline checks that online coaching is safe for children, and proves it.',
    // An address in a page is not to be made a link that was not meant.
    formatDetection: { telephone: false, email: false, address: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: '#08301f',
  colorScheme: 'light',
}

/** Every page is made for its request, because the nonce in its scripts is. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en-GB">
      <body>
        {children}
        <script src="/guide-register.js" async nonce={nonce} />
      </body>
    </html>
  )
}
