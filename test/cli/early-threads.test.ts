import { afterEach, expect, it, vi } from 'vitest'
import { startThreadsFor } from '../../src/cli/early-threads.ts'
import { parse } from '../../src/commands/session/parse.ts'
import { LAB_THREADS } from '../../src/threads/kinds.ts'

afterEach(() => vi.restoreAllMocks())

function startedFor(...words: string[]): number {
  const prepare = vi.spyOn(LAB_THREADS, 'prepare').mockImplementation(() => {})
  startThreadsFor(parse(words))
  return prepare.mock.calls.length
}

it.each(['train 5', 'task adding; walk --back', 'show\njacobian'])(
  'starts the threads of the lab for %j',
  (execute) => expect(startedFor('repl', '--execute', execute)).toBe(1),
)

it.each([
  ['repl', '--execute', 'show; undo'],
  ['repl', '--execute', 'show # train 5'],
  ['repl', '--execute', '"'],
  ['train', '5', '--help'],
  ['compare', 'adding'],
  ['tasks'],
])('starts none for %s %s %s', (...words) => expect(startedFor(...words)).toBe(0))
