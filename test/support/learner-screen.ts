/** What a screen of a lesson says. */
import type { Lesson } from '../../src/lessons/load/lesson.ts'

/** Wherever lines were broken. */
export const unspaced = (text: string): string => text.replaceAll(/\s+/g, '')

/** Words that may go on in the next line. */
export const includesWrapped = (screen: string, words: string): boolean =>
  unspaced(screen).includes(unspaced(words))

/** A screen on which just that line stands at the prompt; of a long one the end is seen. */
export const prompt = (line: string) => (screen: string) =>
  screen.split('\n').some((row) => {
    const shown = row.startsWith('gatelab> ') || row === 'gatelab>' ? row.slice(9).trimEnd() : null
    return shown !== null && (shown === line || (shown.length > 30 && line.endsWith(shown)))
  })

/** Whether a line stands at the prompt; of a long one the end is seen. */
export const offers = (screen: string, line: string): boolean =>
  screen
    .split('\n')
    .some(
      (row) =>
        row.length > 12 && row.startsWith('gatelab> ') && line.endsWith(row.slice(9).trimEnd()),
    )

/**
 * What is on no screen of a lesson: a placeholder over which nothing was measured, or what was
 * measured wrongly. A lesson that speaks of NaN shows it.
 */
export const unmeasured = ({ prose }: Lesson): RegExp =>
  JSON.stringify(prose).includes('NaN') ? /\{[a-z-]+\}|undefined/ : /\{[a-z-]+\}|undefined|NaN/
