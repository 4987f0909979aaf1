/**
 * How numbers are written, everywhere: plain digits, no grouping, 1e-12 for the very small. What is
 * below zero has a minus sign (U+2212) in front; exponents stay as they are typed. JSON and CSV
 * take the numbers themselves.
 */
import { roundTo } from '../../rules/significant.ts'

const withMinus = (digits: string): string => digits.replace(/^-/, '−')

/**
 * So many significant digits: 0.149, 0.1667, 1234, 3.2e-5. A dash for null and what is no finite
 * number.
 */
export function significant(value: number | null, digits = 3): string {
  if (value === null || !Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e6) return exponential(value, digits)
  const whole = Math.max(digits, Math.floor(Math.log10(size)) + 1)
  return withMinus(String(roundTo(value, whole)))
}

function exponential(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
  return withMinus(`${Number(mantissa)}e${Number(exponent)}`)
}

/**
 * 10^log10 with one digit before the e, however far beyond the range of doubles: −12 is 1e-12,
 * −2999.5 is 3e-3000.
 */
export function power(log10: number | null): string {
  if (log10 === null) return '0'
  const exponent = Math.floor(log10 + 1e-9)
  const mantissa = Math.round(10 ** (log10 - exponent))
  const [digit, places] = mantissa >= 10 ? [1, exponent + 1] : [mantissa, exponent]
  return places === 0 ? String(digit) : `${digit}e${places}`
}

/** As `significant`, of a number given by its logarithm, however small: 0.868, 12, 3.21e-400. */
export function extended(log10: number | null, digits = 3): string {
  if (log10 === null) return '0'
  if (Math.abs(log10) < 300) return significant(10 ** log10, digits)
  const exponent = Math.floor(log10)
  const [mantissa, carried] = (10 ** (log10 - exponent)).toExponential(digits - 1).split('e')
  return `${Number(mantissa)}e${exponent + Number(carried)}`
}

/** The same as plain as it goes: 0.868, 12, 3e-12. */
export const sized = (log10: number | null): string =>
  log10 !== null && log10 >= -3 && log10 < 6 ? significant(10 ** log10) : power(log10)

/** A number of time steps: 3.1, 41, 1200; below one as small as it is: 0.04. */
export const stretch = (steps: number): string =>
  steps < 0.05
    ? significant(steps, 1)
    : steps < 9.95
      ? String(Number(steps.toFixed(1)))
      : significant(Math.round(steps))

/** A rate: 812, 41, 3.5. */
export const rate = (perSecond: number): string =>
  perSecond < 10 ? significant(perSecond, 2) : String(Math.round(perSecond))

/** A label beside an axis whose labels are `step` apart: as many decimals as that needs. */
export function tick(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const size = Math.max(Math.abs(value), step)
  if (size >= 1e6 || decimals > 6)
    return significant(value, Math.min(15, Math.ceil(Math.log10(size / step)) + 2))
  return withMinus(value.toFixed(decimals))
}

/** Seconds as 0:07, 12:30, 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const pad = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`
}
