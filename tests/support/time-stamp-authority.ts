import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** True where this machine has a program with which a time-stamping authority can be made. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const settings = (folder: string) => `
[req]
distinguished_name = name
prompt = no
[name]
CN = Test authority
[tsa_cert]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa]
default_tsa = here
[here]
serial = ${join(folder, 'serial')}
signer_cert = ${join(folder, 'tsa.pem')}
signer_key = ${join(folder, 'tsa.key')}
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`

/** A time-stamping authority of our own, on a port of its own; `answer` may stand in for it. */
export async function startAuthority() {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-tsa-'))
  const config = join(folder, 'openssl.cnf')
  writeFileSync(config, settings(folder))
  writeFileSync(join(folder, 'serial'), '01\n')
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  run(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-config', config, '-extensions', 'tsa_cert', '-days', '2'],
    ...['-keyout', 'tsa.key', '-out', 'tsa.pem'],
  )
  let answer: ((request: Buffer) => Buffer) | null = null
  const reply = (request: Buffer): Buffer => {
    writeFileSync(join(folder, 'request.tsq'), request)
    run('ts', '-reply', '-config', config, '-queryfile', 'request.tsq', '-out', 'answer.tsr')
    return readFileSync(join(folder, 'answer.tsr'))
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' })
      response.end((answer ?? reply)(Buffer.concat(parts)))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    reply,
    answerWith(other: ((request: Buffer) => Buffer) | null) {
      answer = other
    },
    /** As anybody would check it: throws where the stamp is not over these bytes. */
    verify(data: string, response: Uint8Array) {
      writeFileSync(join(folder, 'data'), data)
      writeFileSync(join(folder, 'stored.tsr'), response)
      run('ts', '-verify', '-data', 'data', '-in', 'stored.tsr', '-CAfile', 'tsa.pem')
    },
    close: () => server.close(),
  }
}
