/** Series that will not do, and their columns. */
import type { InputErrorCode, InputErrorDetails } from '../../rules/input-error.ts'

type SeriesCode = Extract<InputErrorCode, `series-${string}`>
export type SeriesRefusals = { readonly [C in SeriesCode]: (facts: InputErrorDetails[C]) => string }

const number = (n: number) => n.toLocaleString('en-US')
/** The names that are said, and that there are more. */
const listed = (all: readonly string[], count: number) =>
  `${all.map((name) => `"${name}"`).join(', ')}${count > all.length ? ` and ${number(count - all.length)} more` : ''}`
const windows = (n: number) => `${number(n)} ${n === 1 ? 'window' : 'windows'}`

export const seriesRefusals: SeriesRefusals = {
  'series-columns': ({ path, all, count }) =>
    `${path} has several columns of numbers, ${listed(all, count)}; say which one with --column NAME (or its number).`,
  'series-no-numbers': ({ path, all, count }) =>
    `${path} has no column of numbers; its ${count === 1 ? 'column is' : 'columns are'} ${listed(all, count)}.`,
  'series-no-column': ({ path, column, nearest, all, count }) =>
    nearest === null
      ? `${path} has no column "${column}"; its ${count === 1 ? 'column is' : 'columns are'} ${listed(all, count)}.`
      : `${path} has no column "${column}". Did you mean "${nearest}"?`,
  'series-column-again': ({ path, column, numbers }) =>
    `${path} has several columns "${column}"; name one by its number: --column ${numbers.join(' or --column ')}.`,
  'series-constant': ({ column, part }) =>
    part === 'train'
      ? `Column "${column}": the part that is trained on is the same number throughout, so there is nothing to learn.`
      : `Column "${column}": the last fifth, which is held out, is the same number throughout, so there is nothing to forecast.`,
  'series-too-short': ({ values, missing, window, horizon, found, needed }) =>
    `The series has ${number(values)} ${values === 1 ? 'value' : 'values'}${missing > 0 ? ` (${number(missing)} of them missing)` : ''}; with --window ${window} and --horizon ${horizon} they make ${windows(found.train)} to train on and ${number(found.heldOut)} to hold out, and at least ${needed.train} and ${needed.heldOut} are needed${window > 1 ? '; a shorter window makes more' : ''}.`,
}
