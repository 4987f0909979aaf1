/**
 * Files of the built program: the kernels and the threads' bundles lie beside the bundle that asks
 * for them. The sources, which tests run as they are, find them in build/.
 */
export function assetUrl(name: string): URL {
  const fromSource = import.meta.url.endsWith('/src/io/program-file-url.ts')
  return new URL(fromSource ? `../../build/${name}` : `./${name}`, import.meta.url)
}
