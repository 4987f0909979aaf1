/**
 * A stop from outside or by Ctrl-Z gives the terminal back; going on takes it again. With a real
 * shell's job control.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { closePrograms, inForeground, jobOf, openShell, type Program } from '../support/pty.ts'
import { freshFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const LONG = 'compare --length 20 --hidden 16 --steps 1000000 --eval-every 500 --seed 1 --workers 1'
const STUDY = 'compare --length 10 --hidden 4,8 --steps 1000000 --seeds 3 --workers 1'

const home = freshFolder()
afterEach(closePrograms)

/** What a shell and its programs count on: a line is edited, echoed, and keys make signals. */
const MODES = ['icanon', 'echo', 'isig', 'icrnl', 'opost']
const sane = (screen: string) =>
  MODES.every((mode) => new RegExp(`(^|\\s)${mode}\\b`, 'm').test(screen))

/** The states that a terminal was left in, by the last word about each. */
function left(raw: string) {
  const last = (mode: string) =>
    /[hl]$/.exec([...raw.matchAll(new RegExp(`\\?${mode}[hl]`, 'g'))].at(-1)?.[0] ?? '')?.[0]
  return { cursor: last('25'), alternate: last('1049'), pastes: last('2004') }
}
const GIVEN_BACK = { cursor: 'h', alternate: 'l', pastes: 'l' }

async function open(
  line: string,
  until: string | ((screen: string) => boolean),
  columns = 100,
): Promise<Program> {
  const shell = openShell({ columns, rows: 30, env: { XDG_STATE_HOME: home } })
  await shell.waitFor('%')
  shell.press(`gatelab ${line}\r`)
  await shell.waitFor(until, 30_000)
  return shell
}

/** At the shell's prompt, with a terminal that is as it was. */
async function atPrompt(shell: Program): Promise<void> {
  await shell.waitFor((screen) => !shell.onAlternateScreen() && /stopped/i.test(screen), 15_000)
  expect(left(shell.raw())).toEqual(GIVEN_BACK)
  shell.press("stty -a; echo MAR''KED\r")
  const screen = await shell.waitFor('MARKED')
  expect(sane(screen), screen).toBe(true)
}

const counter = (screen: string) => Number(/▸(\d+)/.exec(screen)?.[1] ?? 0)

describe('compare', () => {
  const training = (screen: string) => counter(screen) > 0 && /live, step [1-9]/.test(screen)

  it.each([
    ['kill -TSTP', (shell: Program) => void process.kill(jobOf(shell), 'SIGTSTP')],
    ['Ctrl-Z', (shell: Program) => shell.press('\u001a')],
    ['Ctrl-Z as kitty says it', (shell: Program) => shell.press('\u001b[122;5u')],
  ])('%s, then fg, twice', async (_, stop) => {
    const shell = await open(LONG, training)
    for (let n = 0; n < 2; n++) {
      stop(shell)
      await atPrompt(shell)
      shell.press('fg\r')
      await shell.waitFor((screen) => shell.onAlternateScreen() && counter(screen) > 0, 15_000)
      // Drawn anew as a whole, and nothing of the shell is on it.
      const screen = await shell.waitFor(
        (text) => text.includes('? help') && text.split('\n')[0].includes('adding'),
      )
      expect(screen).not.toContain('MARKED')
      expect(left(shell.raw())).toEqual({ cursor: 'l', alternate: 'h', pastes: 'h' })
    }
    shell.press('q')
    await shell.waitFor(
      (screen) => screen.includes('So far 0 of 2') && !shell.onAlternateScreen(),
      15_000,
    )
    expect(left(shell.raw())).toEqual(GIVEN_BACK)
  })

  it('goes on in the background without the terminal, and shows itself on return', async () => {
    const shell = await open(LONG, training)
    shell.press('\u001a')
    await atPrompt(shell)
    shell.press("clear; bg; echo BACK''GROUND\r")
    await shell.waitFor('BACKGROUND')
    // Nothing is written and nothing is read: what is typed is the shell's.
    shell.press("sleep 1; echo qqq''q; jobs\r")
    const screen = await shell.waitFor(
      (text) => text.includes('qqqq') && /running/i.test(text),
      15_000,
    )
    expect(shell.onAlternateScreen()).toBe(false)
    expect(screen).not.toContain('? help')
    shell.press('fg\r')
    await shell.waitFor((text) => shell.onAlternateScreen() && counter(text) > 0, 15_000)
    shell.press('q')
    await shell.waitFor(
      (text) => text.includes('So far 0 of 2') && !shell.onAlternateScreen(),
      15_000,
    )
  })

  it('started in the background it waits for the terminal, not for its training', async () => {
    const results = join(home, 'results')
    const shell = await open(`${LONG} --results '${results}' &`, '%')
    await until(() => existsSync(join(results, 'results.jsonl')), 'it trains')
    shell.press("jobs; echo LIS''TED\r")
    const screen = await shell.waitFor('LISTED', 20_000)
    expect(screen).toMatch(/running/i)
    expect(shell.onAlternateScreen()).toBe(false)
    shell.press('fg\r')
    await shell.waitFor((text) => shell.onAlternateScreen() && training(text), 15_000)
    shell.press('q')
    await shell.waitFor(
      (text) => text.includes('So far 0 of 2') && !shell.onAlternateScreen(),
      15_000,
    )
  })

  it('a stop that nobody can hear of is made good when the program goes on', async () => {
    const shell = await open(LONG, training)
    process.kill(jobOf(shell), 'SIGSTOP')
    const before = counter(await shell.waitFor((text) => /stopped/i.test(text), 15_000))
    // The shell's line is read in what the program left: there a line ends with Ctrl-J.
    shell.press('stty sane; fg\n')
    await shell.waitFor((text) => text.includes('? help') && counter(text) > before, 15_000)
    shell.press('q')
    await shell.waitFor(
      (text) => text.includes('So far 0 of 2') && !shell.onAlternateScreen(),
      15_000,
    )
    shell.press("stty -a; echo MAR''KED\r")
    expect(sane(await shell.waitFor('MARKED'))).toBe(true)
  })

  it('killed while it is stopped, it leaves the terminal alone and ends', async () => {
    const shell = await open(LONG, training)
    const job = jobOf(shell)
    process.kill(job, 'SIGTSTP')
    await atPrompt(shell)
    process.kill(job, 'SIGTERM')
    shell.press("clear; bg; wait; echo EN''DED\r")
    await shell.waitFor('ENDED', 15_000)
    expect(shell.onAlternateScreen()).toBe(false)
    expect(left(shell.raw())).toEqual(GIVEN_BACK)
  })
})

describe.each([
  ['a sweep', STUDY, 'Ctrl-L redraw', 'q'],
  ['the lab', 'repl --no-history', 'Ctrl-D leaves', '\u0004'],
  ['the menus', '', 'q leaves', 'q'],
  ['a lesson', 'learn 01-variant-of-rnn', ' · begin', '\u001b'],
])('%s', (_, line, shown, leave) => {
  it('stops and goes on', async () => {
    const shell = await open(line, (screen) => screen.includes(shown))
    process.kill(jobOf(shell), 'SIGTSTP')
    await atPrompt(shell)
    shell.press("clear; echo CLEA''RED\r")
    await shell.waitFor('CLEARED')
    shell.press('fg\r')
    const screen = await shell.waitFor(
      (text) => shell.onAlternateScreen() && text.includes(shown),
      15_000,
    )
    expect(screen).not.toContain('CLEARED')
    shell.press(leave)
    await shell.waitFor((text) => !shell.onAlternateScreen() && /%\s*$/.test(text), 15_000)
    expect(left(shell.raw())).toEqual(GIVEN_BACK)
  })
})

it('off a screen a stop is the affair of the shell', async () => {
  const shell = await open(
    'compare --plain --length 10 --hidden 4 --steps 1000000 --seeds 2 --workers 1',
    'runs on adding',
  )
  const job = jobOf(shell)
  process.kill(job, 'SIGTSTP')
  await shell.waitFor((text) => /stopped/i.test(text), 15_000)
  shell.press('clear; fg\r')
  await inForeground(job)
  shell.press('\u0003')
  await shell.waitFor((text) => text.includes('So far 0 of 4'), 30_000)
  expect(shell.raw()).not.toContain('?1049')
})
