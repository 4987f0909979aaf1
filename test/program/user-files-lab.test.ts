/** Files of one's own in the lab, as a whole program. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { programFolder } from '../support/program-folder.ts'
import { eventsOf, openSession } from '../support/sessions.ts'
import { ROWS, USER_FILES } from '../support/user-sequences.ts'

const { folder, put, inFolder } = programFolder(USER_FILES)
const lab = (...lines: string[]) => inFolder('repl', '--json', '--execute', lines.join('; '))
const results = async (...lines: string[]) => {
  const { code, stdout, stderr } = await lab(...lines)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).result)
}
const TASK = 'task data --data first.csv --hidden 6 --steps 30 --eval-every 10 --seed 4'

it('trains, shows and explains on them, and a receipt comes out the same', async () => {
  const found = await results(
    TASK,
    'train 20',
    'walk 2',
    'gates',
    'attribution',
    'memory',
    'verify gradient',
    'receipt --check',
  )
  expect(found[0]).toMatchObject({
    task: { name: 'data', timeSteps: 6 },
    spec: { file: { path: 'first.csv' } },
  })
  expect(found.at(-1)).toMatchObject({ check: { same: true } })
  expect(found.at(-1).again).toContain('task data --data first.csv --digest ')
  for (const { tensors } of Object.values(found[6].cells) as {
    tensors: { engine: number }[]
  }[]) {
    for (const { engine } of tensors) expect(engine).toBeLessThan(1e-4)
  }
})

it('shows held-out sequences, and answers where they are asked for', async () => {
  await put(
    'classes.jsonl',
    Array.from({ length: 40 }, (_, n) =>
      JSON.stringify({ x: Array(1 + (n % 7)).fill([n]), y: n % 4 }),
    ).join('\n'),
  )
  const walks = await results(
    'task data --data classes.jsonl --hidden 3',
    ...Array.from({ length: 8 }, (_, n) => `walk 1 --sequence ${n + 1}`),
  )
  const shown = walks.slice(1).map(({ x, sequence }) => ({ n: x[0], target: sequence.target }))
  // A fifth of 40, each once, and classes count from 1.
  expect(new Set(shown.map(({ n }) => n)).size).toBe(8)
  for (const { n, target } of shown) expect(target).toBe(1 + (n % 4))
})

it('keeps nets where the same data moved, and begins anew with other data', async () => {
  const [, , same, other] = await results(
    TASK,
    'train 10',
    `task data --data "it's mine.csv"`,
    'task data --data first.jsonl',
  )
  expect(same).toMatchObject({ restarted: false, spec: { file: { path: "it's mine.csv" } } })
  expect(other).toMatchObject({ restarted: true, spec: { length: 6 } })
})

it('compare goes on from them', async () => {
  const found = await results(
    TASK,
    'compare --seed 1 --steps 10',
    'compare --text ab.txt --length 5 --seed 1 --steps 10',
  )
  expect(found[1].settings).toMatchObject({
    task: 'data',
    hidden: 6,
    file: { path: 'first.csv' },
  })
  expect(found[2].settings).toMatchObject({
    task: 'text',
    hidden: 6,
    length: 5,
    file: { path: 'ab.txt' },
  })
})

it('a saved workbench reads no file that nobody has named here', async () => {
  const [, , , before] = await results(TASK, 'train 20', 'save bench.safetensors', 'show')
  const refusedBy = async (line: string) => {
    const { code, stdout } = await lab(line)
    expect(code).toBe(1)
    return JSON.parse(stdout).error
  }
  expect(await refusedBy('load bench.safetensors')).toMatchObject({
    code: 'names-a-file',
    message: expect.stringContaining('--data FILE'),
  })
  expect(await refusedBy('load bench.safetensors --data first.jsonl')).toMatchObject({
    code: 'file-changed',
  })
  expect(await refusedBy('load bench.safetensors --text ab.txt')).toMatchObject({
    code: 'not-for-task',
  })
  const [loaded, , trained] = await results(
    `load bench.safetensors --data "it's mine.csv"`,
    'train 20',
    'show',
  )
  expect(loaded.digest).toBe(before.digest)
  const [, , straight] = await results(TASK, 'train 40', 'show')
  expect(trained.nets.lstm.digest).toBe(straight.nets.lstm.digest)
  // Named in this session already.
  const [, again] = await results('task data --data first.csv', 'load bench.safetensors')
  expect(again.digest).toBe(before.digest)
})

it('nor one that it names for a task of another kind', async () => {
  const bytes = await readFile(join(folder, 'bench.safetensors'))
  const turned = bytes.toString('latin1').replace('\\"task\\":\\"data\\"', '\\"task\\":\\"text\\"')
  expect(turned).not.toBe(bytes.toString('latin1'))
  await put('turned.safetensors', Buffer.from(turned, 'latin1'))
  const { code, stdout } = await lab('load turned.safetensors')
  expect(code).toBe(1)
  expect(JSON.parse(stdout).error.code).toBe('names-a-file')
})

it('goes on when the file goes', async () => {
  const session = openSession()
  const here = process.cwd()
  try {
    process.chdir(folder)
    for (const name of ['gone.csv', 'copy.csv']) await put(name, ROWS)
    const say = async (line: string) =>
      (await eventsOf(session, line)).findLast(({ type }) => type === 'lab')
    await say('task data --data gone.csv --hidden 4 --steps 4 --eval-every 2')
    await say('task data --data copy.csv')
    for (const name of ['gone.csv', 'copy.csv']) await rm(join(folder, name))
    await say('undo')
    for (const line of ['seed 5', 'train 4', 'set hidden 5', 'train 4', 'gates'])
      expect(await say(line)).toBeDefined()
    await expect(say('task data --data gone.csv')).rejects.toMatchObject({ code: 'cannot-read' })
  } finally {
    process.chdir(here)
    await (await session.workbench()).close()
  }
})

it('set changes no file', async () => {
  for (const option of ['data', 'text', 'digest']) {
    const { code, stdout } = await lab(`set ${option} first.csv`)
    expect(code).toBe(1)
    expect(JSON.parse(stdout).error.code).toBe('not-a-choice')
  }
})
