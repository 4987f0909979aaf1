/** The report of the small preset where nothing comes in between; it is made once a file. */
import { presetReport, tiny } from './tiny-preset.ts'

export const UNDISTURBED = presetReport(tiny)
