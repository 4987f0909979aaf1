/** What the thread that looks into nets can be asked. */
import type { BenchNet, BenchNetChoices } from '../given-net/bench-net.ts'
import type { CaseChoices } from '../given-net/inspect-case.ts'
import type { FileChoices, NetEvent } from '../given-net/inspect-file.ts'
import type { CaseFindings } from '../given-net/inspection-event.ts'
import type { NetProgress } from '../given-net/net-progress.ts'

interface Request<Choices> {
  readonly weights: string
  readonly choices: Choices
  /** Contents of those files that came through pipes, by their names. */
  readonly piped: readonly (readonly [string, Uint8Array])[]
}

interface CaseRequest<Choices> extends Request<Choices> {
  readonly input: string
}

export interface InspectionJobs {
  /** inspect-file.ts */
  file: { request: Request<FileChoices>; event: NetEvent | NetProgress; answer: null }
  /** inspect-case.ts; whether the kernels did not come to their known answer. */
  case: {
    request: CaseRequest<CaseChoices>
    event: NetProgress
    answer: { readonly found: CaseFindings; readonly narrowed: boolean }
  }
  /** bench-net.ts */
  bench: { request: CaseRequest<BenchNetChoices>; event: never; answer: BenchNet }
}
