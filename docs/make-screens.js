/**
 * Writes the program's real output between the markers `<!-- screen:NAME -->` of every page
 * (`npm run screens`): of the READMEs and of docs/. A page is filled in its own language. The
 * SCREENS below say what stands under a name. Needs the built program.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LAUNCHER = top('bin/gatelab.js')
const LANGUAGES = [
  { ending: '.zh-CN.md', locale: 'zh_CN.UTF-8', finished: '已完成：' },
  { ending: '.md', locale: 'en_US.UTF-8', finished: 'finished: ' },
]
/** All pages that may hold screens; of two endings that fit, the longer one says the language. */
const PAGES = ['', 'docs/']
  .flatMap((folder) => readdirSync(top(folder || '.')).map((name) => `${folder}${name}`))
  .filter((file) => file.endsWith('.md'))
/** Longest wait for a run to finish, in milliseconds. */
const PATIENCE = 120_000

/** Each program begins with nobody having learnt anything. */
const STATES = mkdtempSync(join(tmpdir(), 'gatelab-'))

function environment(locale) {
  const { LC_ALL, LC_MESSAGES, INK_SCREEN_READER, ...rest } = process.env
  return {
    ...rest,
    XDG_STATE_HOME: mkdtempSync(join(STATES, 'state-')),
    LANG: locale,
    TERM: 'xterm-256color',
  }
}

/**
 * What an 80×24 terminal shows once the program says the last of the awaited words. Each turn
 * awaits words and then presses keys.
 */
function screenOf(args, locale, turns) {
  const left = [...turns]
  const size = { cols: 80, rows: 24 }
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true })
  const program = spawn(process.execPath, [LAUNCHER, ...args], {
    ...size,
    env: environment(locale),
  })
  const shown = () => {
    const { active } = terminal.buffer
    const lines = Array.from({ length: size.rows }, (_, row) => active.getLine(active.baseY + row))
    return lines.map((line) => line?.translateToString(true) ?? '').join('\n')
  }
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      program.kill()
      reject(new Error(`waited in vain for "${left[0]?.awaited}":\n${shown()}`))
    }, PATIENCE)
    let found = null
    terminal.onData((answer) => program.write(answer))
    terminal.onWriteParsed(() => {
      if (left.length === 0 || !shown().includes(left[0].awaited)) return
      const { keys } = left.shift()
      if (left.length > 0) return program.write(keys)
      // A frame comes in pieces: the picture is taken when the rest of it has come.
      setTimeout(() => {
        found = shown()
        program.write(keys)
      }, 500)
    })
    program.onData((text) => terminal.write(text))
    program.onExit(({ exitCode }) => {
      clearTimeout(late)
      if (found === null || exitCode !== 0)
        reject(new Error(`the program ended with ${exitCode}:\n${shown()}`))
      else resolve(found)
    })
  })
}

/** What a command prints off a terminal. */
const textOf = (args, locale, folder = '') =>
  execFileSync(process.execPath, [LAUNCHER, ...args], {
    cwd: top(folder),
    env: environment(locale),
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  })

/** The page with `text` as a code block between the markers of that name. */
function fill(page, name, text) {
  const [open, close] = [`<!-- screen:${name} -->`, '<!-- /screen -->']
  const parts = page.split(open)
  if (parts.length !== 2) throw new Error(`"${open}" stands ${parts.length - 1} times in the page`)
  const end = parts[1].indexOf(close)
  if (end < 0) throw new Error(`"${close}" is missing after "${open}"`)
  const after = parts[1].slice(end)
  return `${parts[0]}${open}\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n${after}`
}

/** A workbench on which the LSTM has learnt its task. */
const TRAINED = ['task adding --length 50', 'until solved --steps 1000']
const LAST = 'gradient'
/** Each line once the one before is through: the panel then says how far both nets have come. */
const LAB_TURNS = [
  { awaited: 'gatelab>', keys: `${TRAINED[0]}\r` },
  { awaited: `> ${TRAINED[0]}`, keys: `${TRAINED[1]}\r${LAST}\r` },
  { awaited: `> ${LAST}`, keys: '' },
  { awaited: 'LSTM ∂L/∂h', keys: '\u0004' },
]

/** What the last of a script's lines prints, down to its strips, if it has some. */
function labText(line, locale) {
  const all = textOf(['repl', '--execute', [...TRAINED, line].join('; ')], locale).split('\n')
  const said = all.slice(all.indexOf(`> ${line}`))
  const strips = said.findIndex((one) => /^[ ▼]*▼$/.test(one))
  return said.slice(0, strips < 0 ? said.length : strips - 2).join('\n')
}

/** A lesson up to a question that has an answer, by the marks of its steps. */
const LEARN_TURNS = [
  { awaited: '○○○○○○○○', keys: '\r' },
  { awaited: '◉○○○○○○○', keys: '\r' },
  { awaited: '●◉○○○○○○', keys: 's' },
  { awaited: '●◌◉○○○○○', keys: 's' },
  { awaited: '●◌◌◉○○○○', keys: '2' },
  { awaited: '❯ 2', keys: '\r' },
  { awaited: '[', keys: '\u001b' },
]

/** A net of a user's own in the lab. */
const GIVEN = [
  ...['repl', '--weights', 'lstm.safetensors', '--input', 'case.json'],
  ...['--execute', 'memory; sever belt'],
]

/** What stands under each name. */
const SCREENS = {
  compare: ({ locale, finished }) =>
    screenOf(['compare'], locale, [{ awaited: finished, keys: 'q' }]),
  'compare-plain': ({ locale }) => textOf(['compare', '--plain'], locale),
  lab: ({ locale }) => screenOf(['repl', '--no-history'], locale, LAB_TURNS),
  learn: ({ locale }) => screenOf(['learn', 'forget-gate'], locale, LEARN_TURNS),
  'lab-example': ({ locale }) => labText('example 3', locale),
  'lab-walk': ({ locale }) => labText('walk 25 --unit 1 --sequence 3', locale),
  'lab-walk-back': ({ locale }) => labText('walk --back --sequence 3', locale),
  'inspect-net': ({ locale }) => textOf(['inspect', 'test/fixtures/lstm-long.safetensors'], locale),
  'repl-given': ({ locale }) => textOf(GIVEN, locale, 'test/fixtures/own-weights'),
  'lab-surgery': ({ locale }) => labText('sever belt', locale),
  'lab-dial': ({ locale }) => labText('dial f 0.7 1 6', locale),
}

for (const file of PAGES) {
  const before = readFileSync(top(file), 'utf8')
  const language = LANGUAGES.find(({ ending }) => file.endsWith(ending))
  let page = before
  for (const [, name] of before.matchAll(/^<!-- screen:(.*?) -->$/gm)) {
    if (!Object.hasOwn(SCREENS, name)) throw new Error(`${file}: there is no screen "${name}"`)
    page = fill(page, name, await SCREENS[name](language))
  }
  if (page !== before) writeFileSync(top(file), page)
}
rmSync(STATES, { recursive: true, force: true })
