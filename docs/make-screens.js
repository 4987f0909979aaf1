/**
 * Writes the program's real output between the markers of the READMEs (`npm run screens`): the screen of `compare` in
 * an 80×24 terminal when it has finished, and the result as text; the same of the lab. Needs the built program.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LAUNCHER = top('bin/gatelab.js')
const PAGES = [
  { file: 'README.md', locale: 'en_US.UTF-8', finished: 'finished: ' },
  { file: 'README.zh-CN.md', locale: 'zh_CN.UTF-8', finished: '已完成：' },
]
/** Longest wait for a run to finish, in milliseconds. */
const PATIENCE = 120_000

/** Each program begins with nobody having learnt anything. */
const STATES = mkdtempSync(join(tmpdir(), 'gatelab-'))

function environment(locale) {
  const { LC_ALL, LC_MESSAGES, INK_SCREEN_READER, ...rest } = process.env
  return { ...rest, XDG_STATE_HOME: mkdtempSync(join(STATES, 'state-')), LANG: locale, TERM: 'xterm-256color' }
}

/**
 * What an 80×24 terminal shows once the program says the last of the awaited words. Each turn awaits words and then presses
 * keys.
 */
function screenOf(args, locale, turns) {
  const left = [...turns]
  const size = { cols: 80, rows: 24 }
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true })
  const program = spawn(process.execPath, [LAUNCHER, ...args], { ...size, env: environment(locale) })
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
      if (found === null || exitCode !== 0) reject(new Error(`the program ended with ${exitCode}:\n${shown()}`))
      else resolve(found)
    })
  })
}

/** What a command prints off a terminal. */
const textOf = (args, locale) =>
  execFileSync(process.execPath, [LAUNCHER, ...args], {
    cwd: top(''),
    env: environment(locale),
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  })

/** The page with `text` as a code block between the markers of that name; they must be there exactly once. */
function fill(page, name, text) {
  const [open, close] = [`<!-- screen:${name} -->`, '<!-- /screen -->']
  const parts = page.split(open)
  if (parts.length !== 2) throw new Error(`"${open}" stands ${parts.length - 1} times in the page`)
  const after = parts[1].slice(parts[1].indexOf(close))
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
  const strips = said.findIndex((one) => one.includes('▼'))
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

for (const { file, locale, finished } of PAGES) {
  let page = readFileSync(top(file), 'utf8')
  page = fill(page, 'compare', await screenOf(['compare'], locale, [{ awaited: finished, keys: 'q' }]))
  page = fill(page, 'compare-plain', textOf(['compare', '--plain'], locale))
  page = fill(page, 'lab', await screenOf(['repl', '--no-history'], locale, LAB_TURNS))
  page = fill(page, 'learn', await screenOf(['learn', 'forget-gate'], locale, LEARN_TURNS))
  page = fill(page, 'lab-walk', labText('walk 25 --unit 1 --sequence 3', locale))
  page = fill(page, 'lab-surgery', labText('sever belt', locale))
  writeFileSync(top(file), page)
}
rmSync(STATES, { recursive: true, force: true })
