import { parseArgs } from 'node:util'
import { isAppError } from '#lib/core/errors'
import { log } from '#lib/log'
import { newWitness } from '#lib/witness/new-witness'
import { startWitness } from '#lib/witness/start-witness'
import { openWitness } from '#lib/witness/witness'

const usage = `Usage: npm run witness -- new --name NAME --key FILE --folder FOLDER
       npm run witness -- --key FILE --policy FILE --folder FOLDER [--host HOST] [--port PORT]

The first makes a key and a folder, and prints the public key. The second serves the witness of
c2sp.org/tlog-witness on 127.0.0.1:8480, for the logs that the policy's “log” lines name.`

process.title = 'touchline-witness'

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (!isAppError(error)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function run(args: string[]): Promise<void> {
  const given = parse(args)
  if (!given) return wrong()
  const { key, policy, folder, name, host, port, help } = given.values
  if (help) return console.log(usage)
  if (!key || !folder) return wrong()
  if (given.positionals[0] === 'new') {
    if (!name) return wrong()
    const vkey = await newWitness({ name, key, folder })
    console.log(`Others trust this witness by a line in their policy:\n\nwitness W ${vkey} URL`)
    return
  }
  if (!policy || given.positionals.length > 0) return wrong()
  const witness = await openWitness({ key, policy, folder })
  const server = await startWitness(witness, { host, port: Number(port) })
  log.info({ url: server.url, logs: witness.logs.map((each) => each.name) }, 'the witness is there')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.close())
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ key: text, policy: text, folder: text, name: text },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8480' },
        help: { type: 'boolean' },
      },
    })
  } catch {
    return null
  }
}

function wrong(): void {
  console.error(usage)
  process.exitCode = 2
}
