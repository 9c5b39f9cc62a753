#!/usr/bin/env node
// dependencies.mjs [project folder]
// No package of the console has a hole that npm knows of, or is given up by its authors, without a written reason in the
// project's .ci/dependencies.txt: that fails. Maven's registry knows of no holes, and does not tell its client how old a version
// is. What lags behind the fixes of its own line (a newer x.y.z of the same x.y) is told and fails nothing, or what was green
// would turn red by anybody's release. It asks npm and Maven through their own clients, and nothing but their registries.
// One that does not answer fails nothing, for networks differ. Nobody is to take that for a pass: it is told, to the summary of
// .ci/run by the file that STEP_RESULT names.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'))
const sources = join(project, 'src/main/console')
const reasons = new Map(
  readFileSync(join(project, '.ci/dependencies.txt'), 'utf8')
    .split('\n')
    .filter(line => line.trim() && !line.startsWith('#'))
    .map(line => line.split(/\s+/))
    .map(([library, ...words]) => [library, words.join(' ')])
)
const used = new Set()
const findings = []
const unasked = new Set()

/** What a program writes to its output; npm tells failures there, too. Nothing where there is no such program. */
function output(program, args, folder) {
  return new Promise(done => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', more => (text += more))
    child.on('error', () => done(''))
    child.on('close', () => done(text))
  })
}

/** No retries: CI is not to wait for a registry that is away. */
const ONCE = ['--json', '--fetch-retries=0', '--fetch-timeout=20000']

const json = text => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether a reason for it is written; then it is told. */
function hasReason(library, what) {
  const reason = reasons.get(library)
  if (reason) {
    used.add(library)
    console.log(`  ${library}: ${what}. Stays: ${reason}`)
  }
  return !!reason
}

function find(library, what) {
  if (!hasReason(library, what)) {
    findings.push(`${library}: ${what}`)
  }
}

function lags(library, fix) {
  const what = `${fix} fixes its line`
  if (!hasReason(library, what)) {
    console.log(`  ${library}: ${what}. TAKE IT, or write down why not`)
  }
}

function notAsked(question, why) {
  unasked.add(question)
  console.log(`NOT ASKED: ${question} (${why})`)
}

/** The newest of some versions x.y.z; those with a suffix are no releases. */
const newest = versions => versions
  .filter(version => /^\d+\.\d+\.\d+$/.test(version))
  .sort((a, b) => a.split('.')[2] - b.split('.')[2])
  .at(-1)

async function npm() {
  const locked = JSON.parse(readFileSync(join(sources, 'package-lock.json'), 'utf8')).packages
  const audit = json(await output('npm', ['audit', '--omit=dev', '--package-lock-only', ...ONCE], sources))
  if (audit?.vulnerabilities) {
    for (const [name, hole] of Object.entries(audit.vulnerabilities)) {
      hole.nodes.forEach(node => find(`${name}@${locked[node].version}`, `known to be vulnerable (${hole.severity})`))
    }
    console.log(`npm audit: ${Object.keys(audit.vulnerabilities).length} of the shipped packages are known to be vulnerable`)
  } else {
    notAsked('npm audit', audit?.error?.summary || audit?.message || 'no answer')
  }
  const names = Object.keys(locked[''].dependencies)
  let answers = 0
  await Promise.all(names.map(async name => {
    const version = locked[`node_modules/${name}`].version
    const found = json(await output('npm', ['view', `${name}@~${version}`, 'version', 'deprecated', ...ONCE], sources))
    if (!found || found.error) {
      notAsked('npm view', `${name}: ${found?.error?.summary || 'no answer'}`)
      return
    }
    answers++
    const line = [found].flat().map(one => (typeof one === 'string' ? { version: one } : one))
    const fix = newest(line.map(one => one.version))
    if (fix && fix !== version) {
      lags(`${name}@${version}`, fix)
    }
    const deprecated = line.find(one => one.version === version)?.deprecated
    if (deprecated) {
      find(`${name}@${version}`, `given up by its authors: ${deprecated}`)
    }
  }))
  console.log(`npm: told about ${answers} of ${names.length} packages`)
}

async function maven() {
  const folder = mkdtempSync(join(tmpdir(), 'kaidan-dependencies-'))
  try {
    const report = join(folder, 'updates.txt')
    const told = await output('mvn', [
      '-B', '-ntp', '-U', 'org.codehaus.mojo:versions-maven-plugin:2.19.1:display-dependency-updates',
      '-DallowMajorUpdates=false', '-DallowMinorUpdates=false', '-DprocessDependencyManagement=false',
      `-Dversions.outputFile=${report}`
    ], project)
    if (!told.includes('BUILD SUCCESS') || told.includes('Could not transfer')) {
      notAsked('mvn', 'versions:display-dependency-updates tells more')
      return
    }
    // "  group:artifact ..... 1.2.3 -> 1.2.4"; where the name is long, the versions are in the next line
    const updates = readFileSync(report, 'utf8').matchAll(/^ {2}(\S+:\S+) \.+\s+(\S+) -> (\S+)$/gm)
    let newer = 0
    for (const [, name, version, fix] of updates) {
      newer++
      lags(`${name}@${version}`, fix)
    }
    console.log(`maven: ${newer} of the libraries in pom.xml have a newer version in their line`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await Promise.all([npm(), maven()])
if (unasked.size && process.env.STEP_RESULT) {
  writeFileSync(process.env.STEP_RESULT, `NOT ASKED: ${[...unasked].sort().join(', ')}`)
}
if (unasked.size === 0) {
  for (const library of reasons.keys()) {
    if (!used.has(library)) {
      console.log(`  ${library}: dependencies.txt gives a reason that nobody needs any more`)
    }
  }
}
if (findings.length) {
  console.error(`${findings.join('\n')}\nTake another version, or write the reason for this one into .ci/dependencies.txt.`)
  process.exitCode = 1
}
