/**
 * Limits of a page before it is parsed as Markdown: parsers take long, or give up, with thousands
 * of marks in one block or nested.
 */
import { LessonError } from './lesson-error.ts'

/**
 * Letters of a block; of marks that begin or end something in it; marks of lists and quotations
 * within one another.
 */
const LETTERS = 2000
const MARKS = 200
const DEPTH = 4
/** Blanks before a line. */
const INDENT = 24

const NESTED = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/
const ONE = />|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])/g
const MARK = /[*_[\]()`~<>!&\\|#]/g

/** Throws LessonError 'lesson-prose-limit' at the line where it is too much. */
export function checkLimits(source: string): void {
  let block = { letters: 0, marks: 0 }
  for (const [n, text] of source.split('\n').entries()) {
    if (text.trim() === '') block = { letters: 0, marks: 0 }
    const [start] = NESTED.exec(text) ?? ['']
    const depth = start.match(ONE)?.length ?? 0
    const blanks = /^[ \t]*/.exec(text)?.[0].length ?? 0
    block.letters += text.length + 1
    block.marks += text.match(MARK)?.length ?? 0
    const over =
      depth > DEPTH || blanks > INDENT
        ? ({ what: 'depth', most: DEPTH } as const)
        : block.letters > LETTERS
          ? ({ what: 'letters', most: LETTERS } as const)
          : block.marks > MARKS
            ? ({ what: 'marks', most: MARKS } as const)
            : null
    if (over) throw new LessonError('lesson-prose-limit', over).on(n + 1)
  }
}
