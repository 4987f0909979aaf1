/**
 * Whatever comes from a terminal, no screen throws, nothing of it is typed, and what goes on behind
 * the screen goes on.
 */
import { expect, test, vi } from 'vitest'

// Ink asks for these when it is loaded: under CI it draws nothing.
vi.hoisted(() => {
  process.env.CI = 'false'
  process.env.CONTINUOUS_INTEGRATION = 'false'
  process.env.FORCE_COLOR = '1'
})

import { sentenceOf } from '../../src/cli/error-output.ts'
import { showCompare } from '../../src/ui/compare/compare.tsx'
import { showMenu } from '../../src/ui/home/start-menu.ts'
import { showLab } from '../../src/ui/lab/lab.tsx'
import { KeyDecoder } from '../../src/ui/shared/key-decoder.ts'
import { showStudy } from '../../src/ui/study/study.ts'
import { PLAN, playedComparison, RUNS, reportOf, training } from '../support/comparison.ts'
import { playedConversation } from '../support/conversation.ts'
import { bench } from '../support/lab-results.ts'
import { NO_KEYS, nonsense, seeded, TERMINFO } from '../support/sequences.ts'
import { type FakeTerminal, openTerminal } from '../support/terminal.ts'
import { textIn } from '../support/texts.ts'

const text = textIn('en')

const isKey = (bytes: Buffer) => {
  const decoder = new KeyDecoder()
  return decoder.push(bytes).length + decoder.flush().length > 0
}

/**
 * Everything that is no key: of terminfo, answers and reports, and 5,000 seeded pieces of nonsense,
 * whole or cut at each byte.
 */
function* nothings(): Generator<Buffer> {
  for (const sequence of NO_KEYS) yield Buffer.from(sequence)
  const random = seeded(21)
  for (let n = 0; n < 5_000; ) {
    const { kind, data } = nonsense(random)
    n++
    if (kind === 'sequence' && !isKey(data)) yield data
  }
}

/** Function keys with every modifier: keys that mean nothing on any screen. */
const FUNCTIONS = TERMINFO.filter(([name]) => /\bkf\d+$/.test(name)).map(([, bytes]) => bytes)

async function throwAll(terminal: FakeTerminal): Promise<void> {
  const stdin = terminal.stdin as unknown as { write(bytes: Uint8Array): void }
  let n = 0
  for (const bytes of [...FUNCTIONS, ...nothings()]) {
    const pasted = n % 5 === 4
    if (pasted) stdin.write(Buffer.from('\u001b[200~'))
    if (n % 3 === 0) for (const byte of bytes) stdin.write(Uint8Array.of(byte))
    else stdin.write(bytes)
    if (pasted) stdin.write(Buffer.from('\u001b[201~'))
    if (n++ % 200 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

const streamsOf = ({ stdin, stdout }: FakeTerminal) => ({ stdin, stdout })

test('compare', async () => {
  const terminal = openTerminal(80, 24)
  const played = playedComparison()
  const result = showCompare(played, { text, color: true, streams: streamsOf(terminal) })
  played.send(PLAN, ...training(RUNS[0], 0, 400))
  await terminal.waitFor('live, step 400')
  await throwAll(terminal)
  expect(played.told).toEqual([])
  // A paste is no key here, whatever is in it.
  terminal.press('\u001b[200~q n?\u0003\r\u001b[201~')
  played.send(...training(RUNS[0], 450, 450))
  await terminal.waitFor('live, step 450')
  expect(played.told).toEqual([])
  terminal.press('q')
  await terminal.waitFor('ending')
  played.send({ type: 'report', report: reportOf([], true) })
  played.end()
  await expect(result).resolves.toMatchObject({ report: { partial: true } })
  expect(terminal.rawMode()).toBe(false)
})

test('the lab', async () => {
  const terminal = openTerminal(80, 24)
  const entered: string[] = []
  const { conversation } = playedConversation(bench, {})
  const result = showLab(conversation, {
    text,
    textOf: textIn,
    colors: 'truecolor',
    streams: streamsOf(terminal),
    history: { lines: [], add: (line) => void entered.push(line) },
    page: async () => null,
    sentence: sentenceOf,
  })
  await terminal.waitFor('gatelab> ')
  await throwAll(terminal)
  terminal.press('show')
  await terminal.waitFor('gatelab> show')
  terminal.press('\u001b[200~ \u001b[31mred\u001b[0m\u001b]0;x\u0007 \u202ez\u001b[201~')
  // Of pasted text with colours the text is typed.
  await terminal.waitFor('gatelab> show red z')
  expect(entered).toEqual([])
  terminal.press('\u0003\u0004')
  await result
})

test('a sweep', async () => {
  const terminal = openTerminal(80, 24)
  const played = playedComparison()
  const streams = streamsOf(terminal)
  const result = showStudy(played, { text, heading: null, colors: 'none', streams })
  played.send(PLAN, ...training(RUNS[0], 0, 400))
  await terminal.waitFor(`0 of ${RUNS.length} runs`)
  await throwAll(terminal)
  expect(played.told).toEqual([])
  terminal.press('q')
  await terminal.waitFor(text.ui.study.ending)
  played.end()
  await result
  expect(played.told).toEqual(['stop'])
})

test('a menu', async () => {
  const terminal = openTerminal(80, 24)
  const items = [{ label: 'first' }, { label: 'second' }]
  const state = { title: 'a title', items, cursor: 0, notices: [], keys: 'keys' }
  const result = showMenu(state, { colors: 'none', streams: streamsOf(terminal) })
  await terminal.waitFor('❯ first')
  await throwAll(terminal)
  terminal.press('\u001b[B')
  await terminal.waitFor('❯ second')
  terminal.press('\r')
  expect(await result).toEqual({ effect: 'open', cursor: 1 })
})

test('every size from 1 × 1 on, one after the other', async () => {
  const terminal = openTerminal(80, 24)
  const played = playedComparison()
  const result = showCompare(played, { text, color: true, streams: streamsOf(terminal) })
  played.send(PLAN, ...training(RUNS[0], 0, 400))
  await terminal.waitFor('live, step 400')
  for (const help of ['', '?']) {
    terminal.press(help)
    for (let columns = 1; columns <= 20; columns++) {
      for (let rows = 1; rows <= 8; rows++) terminal.resize(columns, rows)
    }
    terminal.resize(80, 24)
    await terminal.waitFor(help === '' ? 'live, step 400' : text.ui.help.close)
  }
  terminal.press('xq')
  await terminal.waitFor('ending')
  played.end()
  await result
})

test('what a key breaks ends the screen in order, and what is finished is not lost', async () => {
  const terminal = openTerminal(80, 24)
  const played = playedComparison()
  const broken = {
    ...played,
    control: {
      ...played.control,
      pause() {
        throw new Error('a broken key')
      },
    },
  }
  const result = showCompare(broken, { text, color: true, streams: streamsOf(terminal) })
  result.catch(() => {})
  played.send(PLAN, ...training(RUNS[0], 0, 400))
  await terminal.waitFor('live, step 400')
  terminal.press(' ')
  const error = await result.then(
    () => null,
    (one) => one,
  )
  expect(error).toMatchObject({ name: 'ScreenCrash', message: 'a broken key' })
  await vi.waitFor(() => expect(terminal.onAlternateScreen()).toBe(false))
  expect(terminal.rawMode()).toBe(false)
  expect(played.told).toEqual(['stop'])
  played.send({ type: 'report', report: reportOf(RUNS, true) })
  played.end()
  await expect(error.conclusion).resolves.toMatchObject({ report: { partial: true } })
})
