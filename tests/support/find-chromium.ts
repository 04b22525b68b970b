import { execFileSync, spawnSync } from 'node:child_process'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const install = ['apt-get install -y --no-install-recommends chromium']

const cannot = `The browser tests need a Chromium. None was found, and none could be installed here. Install one (on Debian: ${install[0]}) or set CHROMIUM to the path of one.`

/**
 * Path of a Chromium: the one that CHROMIUM names, one that is installed, or one that the machine's
 * package manager installs now. Throws with what to do where there is none to be had.
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM
  if (named) return named
  return onPath() ?? (installed() ? (onPath() ?? fail()) : fail())
}

function fail(): never {
  throw new Error(cannot)
}

function onPath(): string | undefined {
  return names.map((name) => which(name)).find((path) => path !== undefined)
}

function which(name: string): string | undefined {
  const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
  const path = found.stdout.trim()
  return found.status === 0 && path !== '' ? path : undefined
}

/** Debian and its relatives, as root or where sudo asks for no password. */
function installed(): boolean {
  if (!which('apt-get')) return false
  const before = process.getuid?.() === 0 ? '' : 'sudo -n '
  try {
    for (const command of ['apt-get update', ...install]) {
      execFileSync('/bin/sh', ['-c', `DEBIAN_FRONTEND=noninteractive ${before}${command}`], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    }
    return true
  } catch {
    return false
  }
}
