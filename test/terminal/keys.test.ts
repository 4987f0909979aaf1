/** The keys of `compare`, pressed on a real pseudo-terminal. */
import { afterEach, describe, expect, it } from 'vitest'
import { closePrograms, openProgram, type Program } from '../support/pty.ts'

/** Two cells that go on until they are ended; a profile every 500 steps. */
const LONG = 'compare --length 20 --hidden 16 --steps 1000000 --eval-every 500 --workers 2'.split(
  ' ',
)
const KEY = { left: '\u001b[D', right: '\u001b[C', home: '\u001b[H', end: '\u001b[F' }

afterEach(closePrograms)

/** How far the two runs have come: "▸1234" stands for one in training. */
const counters = (screen: string) => [...screen.matchAll(/▸(\d+)/g)].map(([, step]) => Number(step))
const further = (before: string) => (screen: string) =>
  counters(screen).length === 2 &&
  counters(screen).every((step, n) => step > (counters(before)[n] ?? 0))
/** The step of the newest profile, and of the one that is looked at. */
const live = (screen: string) => Number(/live, step (\d+)/.exec(screen)?.[1])
const lookedAt = (screen: string) => /step (\d+) of (\d+)/.exec(screen)?.slice(1).map(Number)

/** Running, with a few profiles recorded. */
async function training(...more: string[]): Promise<Program> {
  const program = openProgram([...LONG, ...more])
  await program.waitFor((screen) => live(screen) >= 1000)
  return program
}

async function paused(program: Program): Promise<string> {
  program.press(' ')
  await program.waitFor('paused')
  return program.quiet(300)
}

describe('keys', () => {
  it('space stops the counters, and lets them go on', async () => {
    const program = await training('--seed', '1')
    // A training screen is drawn anew nine times a second: it is quiet only when nothing moves any
    // more.
    const still = await paused(program)
    expect(still).toContain('space resume')
    expect(counters(still)).toHaveLength(2)
    program.press(' ')
    const going = await program.waitFor(further(still))
    expect(going).not.toContain('paused')
    expect(going).toContain('space pause')
  })

  it('+ and − set the pace', async () => {
    const program = await training('--seed', '1')
    program.press('-')
    await program.waitFor('pace 500/s')
    program.press('-----')
    // Two runs at ten steps a second each.
    const slow = await program.waitFor(
      (screen) => screen.includes('pace 10/s') && / \d+ steps\/s/.test(screen),
    )
    expect(Number(/ (\d+) steps\/s/.exec(slow)?.[1])).toBeLessThanOrEqual(20)
    await program.waitFor(further(slow))
    program.press('++')
    await program.waitFor('pace 50/s')
    program.press('=+++++')
    await program.waitFor('pace ∞')
  })

  it('← → Home End walk through the profiles', async () => {
    const program = await training('--seed', '1')
    const newest = live(await paused(program))
    program.press(KEY.left)
    expect(lookedAt(await program.waitFor((screen) => lookedAt(screen) !== undefined))).toEqual([
      newest - 500,
      newest,
    ])
    program.press(KEY.home)
    const first = await program.waitFor(`step 0 of ${newest}`)
    program.press(KEY.right)
    const second = await program.waitFor(`step 500 of ${newest}`)
    // Another profile, another picture.
    expect(second.split('\n').slice(2, 8)).not.toEqual(first.split('\n').slice(2, 8))
    program.press(KEY.end)
    await program.waitFor(`live, step ${newest}`)
  })

  it('? opens the help, and any key closes it', async () => {
    const program = await training('--seed', '1')
    program.press('?')
    const help = await program.waitFor('any key closes this')
    const keys = help.split('\n').map((line) => line.slice(0, 12).trim())
    expect(keys).toEqual(expect.arrayContaining(['space', '← →', 'Home End', 'n', '+ −', 'q', '?']))
    expect(program.overflowing()).toEqual([])
    program.press('x')
    program.press(KEY.left)
    await program.waitFor(
      (screen) => screen.includes('└') && !screen.includes('any key closes this'),
    )
  })

  it('n turns to the next seed and skips the rest of this one', async () => {
    const program = await training('--seeds', '3')
    program.press('n')
    // A frame comes in pieces: it is whole once its last line is there.
    const next = await program.waitFor(
      (screen) =>
        /seed 2, live, step [1-9]/.test(screen) && /^LSTM +seed 1 – +2 ▸\d+ +3 ·/m.test(screen),
    )
    // Each cell goes to the next seed by itself, so that the other one may be there sooner.
    expect(next).toMatch(/^tanh RNN +seed 1 – +2 ▸\d+ +3 ·/m)
    program.press('n')
    await program.waitFor('seed 3, live')
  })

  it('q keeps what is finished', async () => {
    const program = openProgram('compare --length 10 --hidden 8 --steps 200 --seeds 500'.split(' '))
    await program.waitFor((screen) => / seeds [1-9]\d*\/500/.test(screen))
    program.press('q')
    expect(await program.exited).toBe(0)
    const main = program.main()
    const finished = Number(/So far (\d+) of 1000 runs are finished\./.exec(main)?.[1])
    expect(finished).toBeGreaterThanOrEqual(2)
    expect(main).toMatch(/^RNN +\d+ +(un)?solved /m)
    expect(main).toMatch(/^LSTM +\d+ +(un)?solved /m)
  })

  it('q before anything is finished says so', async () => {
    const program = await training('--seed', '1')
    program.press('q')
    expect(await program.exited).toBe(0)
    expect(program.main()).toContain('So far 0 of 2 runs are finished.')
  })
})
