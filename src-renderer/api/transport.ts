import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { windowOfHeader } from '@contract'

interface PortOffer {
  readonly type: 'ledger-port'
}

function offersPort(data: unknown): data is PortOffer {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ledger-port'
}

/** Whether the page was loaded by the desktop window, where calls go over a message port instead of HTTP. */
export function inDesktopWindow(protocol: string = window.location.protocol): boolean {
  return protocol !== 'http:' && protocol !== 'https:'
}

/**
 * Asks the preload script for the message port to the main process; it may have been loaded before or after this page's
 * code.
 */
export function receivePort(target: Window = window): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent<unknown>) => {
      const port = event.ports[0]
      if (event.source !== target || !offersPort(event.data) || !port) return
      target.removeEventListener('message', take)
      port.start()
      resolve(port)
    }
    target.addEventListener('message', take)
    target.postMessage({ type: 'ledger-ready' }, '*')
  })
}

let person: string | undefined

/** Whose window this is: said with every call from now on, so that main refuses what would be done in another name. */
export function speakFor(personId: string | undefined): void {
  person = personId
}

const headers = (): Record<string, string> => (person === undefined ? {} : { [windowOfHeader]: person })

/** The link all calls go through: the desktop window's port, or HTTP to the host that served the page. */
export async function openLink(): Promise<HttpLink<Record<never, never>> | PortLink<Record<never, never>>> {
  if (inDesktopWindow()) return new PortLink({ port: await receivePort(), headers })
  return new HttpLink({ url: new URL('/rpc', window.location.href).href, headers })
}
