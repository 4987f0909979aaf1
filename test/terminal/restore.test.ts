/** However it ends, the terminal is as it was before, and what is finished is printed. */
import { afterEach, describe, expect, it } from 'vitest'
import { closePrograms, openProgram } from '../support/pty.ts'

const MANY = 'compare --length 10 --hidden 8 --steps 200 --seeds 500 --workers 2'.split(' ')
const SHOW_CURSOR = '\u001b[?25h'
const HIDE_CURSOR = '\u001b[?25l'

afterEach(closePrograms)

describe.each([
  ['Ctrl-C', 130, (program: ReturnType<typeof openProgram>) => program.press('\u0003')],
  [
    'Ctrl-C with the help open',
    130,
    (program: ReturnType<typeof openProgram>) => program.press('?\u0003'),
  ],
  [
    'Ctrl-C while paused',
    130,
    (program: ReturnType<typeof openProgram>) => program.press(' \u0003'),
  ],
  ['SIGTERM', 143, (program: ReturnType<typeof openProgram>) => program.signal('SIGTERM')],
  ['SIGHUP', 129, (program: ReturnType<typeof openProgram>) => program.signal('SIGHUP')],
  ['q', 0, (program: ReturnType<typeof openProgram>) => program.press('q')],
] as const)('%s', (_, code, end) => {
  it(`exits with ${code} and gives the terminal back`, async () => {
    const program = openProgram(MANY, { afterwards: 'stty -a' })
    await program.waitFor((screen) => / seeds [1-9]\d*\/500/.test(screen))
    end(program)
    expect(await program.exited).toBe(code)
    // Raw mode is off: the terminal driver edits lines, echoes and makes signals of keys again.
    for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
      expect(program.main()).toMatch(new RegExp(`(^|\\s)${mode}\\b`, 'm'))
    }
    const raw = program.raw()
    expect(program.onAlternateScreen()).toBe(false)
    expect(raw.match(/\?1049[hl]/g)).toEqual(['?1049h', '?1049l'])
    expect(raw.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(raw.lastIndexOf(HIDE_CURSOR))
    // Nothing but the result comes after the screen, and all that was finished is in it.
    const main = program.main()
    expect(main).toMatch(/So far [1-9]\d* of 1000 runs are finished\./)
    expect(main).toMatch(/^LSTM +\d+ +(un)?solved /m)
    expect(main).not.toMatch(/space pause|\bat .*\.js:\d+/)
  })
})

describe('before there is a screen', () => {
  it('a bad option leaves the terminal alone', async () => {
    const program = openProgram(['compare', '--hidden', '0'])
    expect(await program.exited).toBe(2)
    expect(program.raw()).not.toContain('\u001b')
    expect(program.main().trim().split('\n')).toHaveLength(1)
  })
})
