/**
 * Whether the kernels work on vectors of 256 bits: decided once, by the launcher, before anything
 * is compiled. WebAssembly knows 128 bits; V8 merges two neighbouring vectors into one of 256 under
 * a flag that is still called experimental, and then a training step takes half to two thirds of
 * the time. Both builds of the kernels compute the same bits (docs/numerics.md), so what is chosen
 * here is never a part of a result.
 *
 * The flag stays inside this program: it is set here and nowhere else, where something is going to
 * be computed. V8 has had bugs in this pass, all of them in forms that our kernels don't have
 * (src/engine/README.md); so it is used only on the versions of Node that the tests of .ci/run and
 * .ci/long have passed on, as of 29 November 2026, and a known answer is checked before work begins
 * (src/engine/known-answer.ts). Node 22 knows the flag and merges nothing.
 */
/** V8 is to drop `experimental-` in 15.4; test/repository/simd.test.ts says when a Node has. */
export const REVECTORIZE = '--experimental-wasm-revectorize'
/** A kernel is optimised after a few calls, so that the known answer is that of what V8 merged. */
export const EARLY = '--wasm-tiering-budget=50000'
export const TESTED_MAJORS = [24, 26]
export const CHOICES = ['128', '256', 'auto']

/** Commands that compute nothing. */
const AT_REST = ['report', 'merge', 'tasks']
const ABOUT = ['--help', '-h', '--version', '-v']

/** @returns {boolean} whether this Node was built with the merger */
export const mergesVectors = ({ arch, config }) =>
  arch === 'x64' && config.variables.v8_enable_wasm_simd256_revec === 1

/**
 * Whether the processor has AVX2, as the system says it; false where it does not say. Asking is
 * sure, where timing both paths would be wrong now and then on a busy machine.
 */
export function hasAvx2(platform) {
  try {
    if (platform === 'darwin') {
      // Loaded where it is needed alone, as V8's below: they would take a tenth of a start.
      const { execFileSync } = process.getBuiltinModule('node:child_process')
      return execFileSync('/usr/sbin/sysctl', ['-n', 'hw.optional.avx2_0']).toString()[0] === '1'
    }
    if (platform !== 'linux') return false
    const { closeSync, openSync, readSync } = process.getBuiltinModule('node:fs')
    // The flags of the first processor: all of it can be long.
    const file = openSync('/proc/cpuinfo', 'r')
    const bytes = Buffer.alloc(8192)
    const length = readSync(file, bytes, 0, bytes.length, 0)
    closeSync(file)
    return /^flags\s*:.*\bavx2\b/m.test(bytes.toString('latin1', 0, length))
  } catch {
    return false
  }
}

/** What is asked for by `--simd`, or else by GATELAB_SIMD. */
function asked({ argv, env }) {
  const words = argv.slice(2)
  const end = words.indexOf('--')
  const before = end < 0 ? words : words.slice(0, end)
  const at = before.findLastIndex((word) => word === '--simd' || word.startsWith('--simd='))
  const given = at < 0 ? env.GATELAB_SIMD : (before[at].split('=')[1] ?? before[at + 1])
  // Anything else is refused where arguments are parsed.
  return CHOICES.includes(given) ? given : 'auto'
}

/**
 * @param {NodeJS.Process} process
 * @param {(platform: string) => boolean} avx2
 * @returns {{ bits: 128 | 256, why: 'auto' | 'asked' | 'node' | 'processor' }} why it is not the
 *   other: nobody asked and all is there; somebody asked; this Node is not one of the tested, or
 *   does not have it; the processor does not
 */
export function decide(process, avx2 = hasAvx2) {
  const given = asked(process)
  if (given === '128') return { bits: 128, why: 'asked' }
  if (!mergesVectors(process)) return { bits: 128, why: 'node' }
  if (given === '256') return { bits: 256, why: 'asked' }
  if (!TESTED_MAJORS.includes(Number.parseInt(process.versions.node, 10)))
    return { bits: 128, why: 'node' }
  return avx2(process.platform) ? { bits: 256, why: 'auto' } : { bits: 128, why: 'processor' }
}

/** Decides, sets V8's flag, and leaves what was decided where every thread finds it. */
export function chooseSimd(process) {
  const words = process.argv.slice(2)
  if (AT_REST.includes(words[0]) || words.some((word) => word === '--help' || word === '-h')) return
  const { bits, why } = decide(process)
  process.env.GATELAB_SIMD_PATH = `${bits} ${why}`
  if (bits === 128 || words.some((word) => ABOUT.includes(word))) return
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  setFlagsFromString(REVECTORIZE)
  setFlagsFromString(EARLY)
}
