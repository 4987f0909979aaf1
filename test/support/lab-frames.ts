/** States of the lab from which frames are drawn. */
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import type { Language } from '../../src/text/index.ts'
import { drawingOf, echoOf, errorLineOf } from '../../src/ui/lab/draw-event.ts'
import { type Editor, edit, emptyEditor } from '../../src/ui/lab/editor.ts'
import { add, type LabState, startState } from '../../src/ui/lab/state.ts'
import type { Size } from '../../src/ui/shared/screen-types.ts'
import type { Line } from '../../src/view/shared/spans.ts'
import { bench, RESULTS } from './lab-results.ts'
import { textIn } from './texts.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const

export const LONG = `# ${'遗忘门的偏置要多大，细胞状态才记得住？'.repeat(8)}`
export const words = (line: Line) => line.map(({ text }) => text).join('')
export const at = (columns: number, rows: number, more: Partial<Size> = {}): Size => ({
  columns,
  rows,
  colors: 'truecolor',
  screenReader: false,
  ...more,
})
export const start = (language: Language): LabState => ({
  ...startState(textIn(language), []),
  facts: bench,
})

/** Every command's result, one after the other, as they come about in a session. */
export async function everything(language: Language): Promise<LabState[]> {
  const text = textIn(language)
  const options = {
    colors: 'truecolor',
    pictures: true,
    page: async () => '页 '.repeat(90),
  } as const
  const states = [start(language)]
  for (const [name, result] of Object.entries(RESULTS)) {
    const before = add(states.at(-1) as LabState, echoOf(LONG, 'truecolor'), { begins: true })
    const draw = await drawingOf({ type: 'lab', result } as CommandEvent, text, 80, options)
    const errors = errorLineOf(
      LONG,
      { sentence: () => `${name} ${LONG}`, column: LONG.length },
      'truecolor',
    )
    states.push(add(draw ? add(before, draw) : before, errors))
  }
  return states
}

export const typing = (text: string, ...moves: ('left' | 'home')[]): Editor =>
  moves.reduce(
    (editor, type) => edit(editor, { type }),
    edit(emptyEditor(), { type: 'insert', text }),
  )
