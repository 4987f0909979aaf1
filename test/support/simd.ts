/** What the launcher decides of vectors: bin/simd.js, which has no types. */
export interface SimdChoice {
  readonly bits: 128 | 256
  readonly why: string
}
interface ProcessLike {
  readonly argv: readonly string[]
  readonly env: Record<string, string | undefined>
  readonly arch: string
  readonly config: { readonly variables: object }
  readonly platform: string
  readonly versions: { readonly node: string }
}

export const { REVECTORIZE, EARLY, mergesVectors, decide } = (await import(
  new URL('../../bin/simd.js', import.meta.url).href
)) as {
  readonly REVECTORIZE: string
  readonly EARLY: string
  mergesVectors(process: Pick<ProcessLike, 'arch' | 'config'>): boolean
  decide(process: ProcessLike, avx2?: (platform: string) => boolean): SimdChoice
}
