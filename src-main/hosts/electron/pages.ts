import { isAbsolute, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { securityHeaders } from '../browser/policy'

/** Our own scheme: an origin of its own, so that nothing else on the computer shares its storage. */
const scheme = 'app'
export const ownOrigin = `${scheme}://ledger`
export const startPage = `${ownOrigin}/index.html`

/** Makes the scheme behave like https; has to be called before the app is ready. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the built window under the own scheme with the same headers as the browser host. */
export function servePages(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const path = pageFile(folder, request.url)
    if (path === undefined || request.method !== 'GET') return new Response(null, { status: 404 })
    const file = await net.fetch(pathToFileURL(path).href).catch(() => undefined)
    if (!file?.ok) return new Response(null, { status: 404 })
    const headers = new Headers(file.headers)
    for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
    return new Response(file.body, { status: 200, headers })
  })
}

/** The file an address of the own origin means; undefined for another host or a path that leads out of the folder. */
export function pageFile(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (`${scheme}://${host}` !== ownOrigin) return undefined
  const path = resolve(join(folder, decodeURIComponent(pathname)))
  const inside = relative(resolve(folder), path)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : path
}

/** Whether an address is a page of ours. */
export function isOwnPage(url: string): boolean {
  return url === ownOrigin || url.startsWith(`${ownOrigin}/`)
}
