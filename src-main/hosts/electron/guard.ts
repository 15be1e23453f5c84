import log from 'electron-log/node'
import type { Session, WebContents } from 'electron'
import { isOwnPage } from './pages'

/**
 * What the page may ask of the computer: nothing, with one exception. Pictures of the camera are for our own page,
 * because the warehouse photographs what it takes in; sound never is.
 */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const camera =
      permission === 'media' &&
      'mediaTypes' in details &&
      details.mediaTypes?.length === 1 &&
      details.mediaTypes[0] === 'video'
    const allowed = camera && details.isMainFrame && contents !== null && isOwnPage(details.requestingUrl)
    if (!allowed) log.warn(`permission refused: ${permission}`)
    answer(allowed)
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' &&
      details.mediaType === 'video' &&
      details.isMainFrame &&
      isOwnPage(origin.replace(/\/$/, ''))
  )
  session.setDevicePermissionHandler(() => false)
}

/** Addresses a page may load: its own, and what it made itself. */
const ownSchemes = /^(?:blob:app:\/\/ledger\/|data:|devtools:)/

/** Fully offline: whatever a page would load from elsewhere is cancelled before it leaves the computer. */
export function guardNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isOwnPage(url) && !ownSchemes.test(url) && !url.startsWith('file:') })
  )
}

/** The page stays where it is: no navigation away, no new windows, no embedded pages. */
export function guardNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    log.warn(`new window refused: ${url.slice(0, 200)}`)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
