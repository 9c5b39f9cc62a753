// Builds the console for the WAR: node build.mjs <folder> [unchecked]. Does nothing where the folder holds what the
// sources give. Whoever only wants to run it does not wait for lint, types and tests.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(fileURLToPath(import.meta.url))
const out = resolve(process.argv[2])
const stamp = `${out}.stamp`
const unchecked = process.argv[3] === 'unchecked'

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !['node_modules', 'dist'].includes(entry.name))
    .flatMap(entry => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort()
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths) {
    hash.update(path.slice(home.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function run(...command) {
  const { status } = spawnSync('npm', command, {
    cwd: home,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CONSOLE_OUT: out }
  })
  if (status !== 0) {
    console.error(`The console was not built: npm ${command.join(' ')} failed.`)
    process.exit(1)
  }
}

const sources = fingerprint(files(home))
const built = existsSync(join(out, 'index.html')) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (built === sources || (unchecked && built === `${sources} unchecked`)) {
  console.log('The console is up to date.')
  process.exit(0)
}
const lock = fingerprint([join(home, 'package-lock.json')])
const installed = join(home, 'node_modules', '.kaidan-lock')
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  run('ci')
  writeFileSync(installed, lock)
}
mkdirSync(dirname(out), { recursive: true })
run('run', unchecked ? 'bundle' : 'build')
writeFileSync(stamp, unchecked ? `${sources} unchecked` : sources)
