/**
 * Where files of the built program are: beside the bundle that asks (kernels, bundles of threads).
 * When the sources themselves run, as in tests, they are in build/.
 */
export function assetUrl(name: string): URL {
  const fromSource = import.meta.url.endsWith('/src/io/program-file-url.ts')
  return new URL(fromSource ? `../../build/${name}` : `./${name}`, import.meta.url)
}
