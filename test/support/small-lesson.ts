/** A lesson as small as one can be, in a folder of its own, and ways to break it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { Session } from '../../src/commands/session/session.ts'
import { Workbench } from '../../src/workbench/workbench.ts'

export const SCRIPT = `format: gatelab.lesson/1
section: 遗忘门
minutes: 1
setup:
  - task adding --length 6 --hidden 3 --batch 2
steps:
  - id: start
    do: read
  - id: guess
    do: predict
    shown: look
    choose:
      kept: end.lstm.c[5] == end.lstm.c[0]
      lost: end.lstm.c[5] != end.lstm.c[0]
  - id: look
    do: run
    run:
      - clamp i 0 --from 2
      - clamp f 1 --from 2
      - { line: state, as: end }
    claims:
      - id: carried
        covers: [19]
        measure: end.lstm.c[5] == end.lstm.c[0]
        holds: true
        mutants: [almost]
  - id: why
    do: explain
    right: product
    wrong:
      squashed: { refutedBy: carried }
  - id: todo
    do: task
    solve:
      - clamp f 0
      - { line: state, as: solved }
    check: most(solved.lstm.c[1]) == 0.0
    hints: 1
mutants:
  - { id: almost, do: replace, line: clamp f 1 --from 2, by: clamp f 0.99 --from 2 }
`

export const PROSE = `# A small lesson

Intro.

## start

Words, *more* words and \`code\`.

## guess

How much is left?

- [kept] All of it
- [lost] Less

## look

It is {carried}.

## why

Why?

- [product] f is a factor
- [squashed] it is squashed
- [!squashed] It is not: {carried}.

## todo

Forget everything.

- [hint] clamp f
`

const folders: string[] = []
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })))
})

export interface Files {
  readonly script?: string | Uint8Array
  readonly en?: string | Uint8Array | null
  readonly zh?: string | null
  /** The folder's own name, where it matters. */
  readonly name?: string
}

/** Writes a lesson; null leaves a file out. */
export async function lessonFolder({
  script = SCRIPT,
  en = PROSE,
  zh = PROSE,
  name = '',
}: Files = {}): Promise<string> {
  const above = await mkdtemp(join(tmpdir(), 'gatelab-lesson-'))
  folders.push(above)
  const folder = join(above, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'lesson.yaml'), script)
  if (en !== null) await writeFile(join(folder, 'en.md'), en)
  if (zh !== null) await writeFile(join(folder, 'zh-CN.md'), zh)
  return folder
}

/** A lab with a fresh workbench. */
export function freshLab() {
  const session = new Session({
    version: '',
    node: '',
    cores: 1,
    memory: () => 4e9,
    progressPath: () => null,
    draw: async () => null,
    inJson: async (result) => result,
    reportAs: async () => [],
    freshBench: async () => new Workbench(1),
  })
  return { lab: session.within(), close: () => session.close() }
}
