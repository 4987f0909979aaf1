/**
 * Bad input, as a value: a code and what it concerns. The text tables turn it into one clear line
 * in the user's language; the command line prints that line and exits with code 2.
 */
import type { CommandErrors } from './errors/command-errors.ts'
import type { LabErrors } from './errors/lab-errors.ts'
import type { NetFileErrors } from './errors/net-file-errors.ts'
import type { ResultErrors } from './errors/results-errors.ts'
import type { RunErrors } from './errors/run-errors.ts'
import type { SystemErrors } from './errors/system-errors.ts'
import type { UserDataErrors } from './errors/user-data-errors.ts'
import type { WeightsErrors } from './errors/weights-errors.ts'

/** Every way in which input can be refused, with what its sentence needs to know. */
export interface InputErrorDetails
  extends CommandErrors,
    ResultErrors,
    LabErrors,
    NetFileErrors,
    RunErrors,
    SystemErrors,
    UserDataErrors,
    WeightsErrors {}

export type InputErrorCode = keyof InputErrorDetails

/**
 * Thrown for bad input and nothing else. Its message is for logs; users see the text table's
 * sentence.
 */
export class InputError<C extends InputErrorCode = InputErrorCode> extends Error {
  /** Where in the line it is, in UTF-16 code units from 1; set by whoever knows the line. */
  column?: number

  constructor(
    readonly code: C,
    readonly details: InputErrorDetails[C],
  ) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'InputError'
  }
}
