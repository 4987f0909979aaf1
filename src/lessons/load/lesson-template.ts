/** A small lesson that works, for those who want to write one: `gatelab learn --new NAME`. */
import { basename, join } from 'node:path'
import { isFolder, prepareDirectory, writeAtomically } from '../../io/files.ts'
import { InputError } from '../../rules/input-error.ts'
import { LANGUAGES } from './load-lesson.ts'

const SCRIPT = `# yaml-language-server: $schema=https://unpkg.com/gatelab/lessons/lesson.schema.json
format: gatelab.lesson/1
section: 细胞状态
minutes: 5
setup:
  - task adding --length 20 --hidden 8 --batch 8
steps:
  - id: idea
    do: read

  - id: how-much
    do: predict
    shown: look
    choose:
      all: kept.lstm.c[19][0] == kept.lstm.c[0][0]
      some: kept.lstm.c[19][0] != kept.lstm.c[0][0] && kept.lstm.c[19][0] != 0.0
      none: kept.lstm.c[19][0] == 0.0

  - id: look
    do: run
    run:
      - clamp i 0 --from 2
      - clamp f 1
      - { line: state, as: kept }
    look: [kept.c]
    claims:
      - id: carried-unchanged
        measure: differ(kept.lstm.c[19], kept.lstm.c[0])
        near: 0
        within: 0
        mutants: [leaky]

  - id: try-it
    do: change
    try:
      - clamp f 0.9
      - state

  - id: why
    do: explain
    right: times-f
    wrong:
      copies-input: { refutedBy: carried-unchanged }

  - id: halve-it
    do: task
    solve:
      - clamp f 0.5
      - { line: memory, as: solved }
    check: abs(solved.after.median - 1.0) < 0.01
    hints: 2

mutants:
  - { id: leaky, do: replace, line: clamp f 1, by: clamp f 0.99 }
`

const PAGES = {
  en: `# A cell state of your own

What this lesson is about, in a sentence or two.

## idea

What the learner should have in mind first.

## how-much

Nothing new comes in (i = 0 from t = 2 on), and f is 1. How much of c_1 is left at t = 20?

- [all] All of it
- [some] Some of it
- [none] Nothing

## look

- [look] Look along c, from t = 2 on.

With f = 1 and i = 0 the cell state is carried unchanged: {carried-unchanged} of its 8 numbers at t = 20 differ from those at t = 1.

## try-it

Set f to something else, and look at the state.

- [after] With an f below 1 it fades.

## why

Why was nothing lost?

- [times-f] Each step multiplies c by f, and f is 1
- [copies-input] The input is copied anew at each step
- [!copies-input] **what is remembered comes in again at each step.** From t = 2 on nothing came in, and {carried-unchanged} of 8 numbers had changed.

## halve-it

Set the forget gate so that half of the state is gone after one step, and look with \`memory\`.

- [hint] The half-life is ln 2 / −ln f.
- [hint] clamp f 0.5, then memory
`,
  'zh-CN': `# 你自己的细胞状态

用一两句话说明这一课讲什么。

## idea

学习者首先应该想到什么。

## how-much

没有新内容进来（从 t = 2 起 i = 0），f 为 1。到 t = 20 时，c_1 还剩多少？

- [all] 全部
- [some] 一部分
- [none] 没有

## look

- [look] 请从 t = 2 起沿着 c 看过去。

f = 1、i = 0 时，细胞状态原样传下去：t = 20 的 8 个数中，与 t = 1 不同的有 {carried-unchanged} 个。

## try-it

把 f 设成别的值，再看状态。

- [after] f 小于 1 时，它会淡下去。

## why

为什么什么也没丢？

- [times-f] 每一步都把 c 乘以 f，而 f 为 1
- [copies-input] 每一步都重新抄一遍输入
- [!copies-input] **记住的内容每一步都重新进来。** 从 t = 2 起什么也没进来，8 个数中变了 {carried-unchanged} 个。

## halve-it

设置遗忘门，使状态一步之后只剩一半，并用 \`memory\` 查看。

- [hint] 半衰期是 ln 2 / −ln f。
- [hint] clamp f 0.5，然后 memory
`,
}

const NAME = /^(\d+-)?[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Lays out a lesson in a new folder; gives back the folder.
 * @throws InputError 'lesson-name' for a name that is none, 'would-overwrite' where there is
 * something of that name, 'cannot-write'.
 */
export async function createLesson(folder: string): Promise<string> {
  if (!NAME.test(basename(folder))) throw new InputError('lesson-name', { name: basename(folder) })
  if (await isFolder(folder)) throw new InputError('folder-exists', { path: folder })
  await prepareDirectory(folder)
  const encoder = new TextEncoder()
  await writeAtomically(join(folder, 'lesson.yaml'), encoder.encode(SCRIPT))
  for (const language of LANGUAGES)
    await writeAtomically(join(folder, `${language}.md`), encoder.encode(PAGES[language]))
  return folder
}
