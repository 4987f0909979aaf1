/**
 * Stands in the bundle for the package that Ink asks whether it runs in CI: there Ink would draw
 * nothing until the end, and any variable named CI_… makes it think so. Whether there is a terminal
 * to draw on is decided before.
 */
export default false
