import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain, MessageChannelMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import log from 'electron-log/node'
import type { CallContext } from '../../office/procedure'
import { appRouter } from '../appRouter'
import { plainFaults } from '../plainFaults'
import type { Suite } from '../suite'
import { windowOf } from '../windowOf'
import { isOwnPage } from './pages'

/** Channel the preload script asks for a port on. */
const channel = 'ledger-port'

/**
 * Gives the window's own page, and nobody else, a message port on which it calls the procedures of the contract under
 * the window's session. Every load of the page gets a port of its own; the ports of pages that are gone close by
 * themselves.
 */
export function offerPort(window: BrowserWindow, suite: Suite, sessionId: string): void {
  const calls = new RPCHandler<CallContext>(appRouter, {
    interceptors: [
      plainFaults,
      ({ next, context, ...call }) =>
        suite.run((house) => next({ ...call, context: { ...context, ...windowOf(call.request.headers), house } }))
    ]
  })
  ipcMain.on(channel, (event) => {
    if (!fromOwnPage(event, window)) {
      log.warn(`port refused to ${event.senderFrame?.url.slice(0, 200) ?? 'a frame that is gone'}`)
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    // The house a call works with is that of its own moment, see the interceptor.
    calls.upgrade(port1, { context: { house: suite.addressed, sessionId } })
    port1.start()
    event.sender.postMessage(channel, null, [port2])
  })
}

function fromOwnPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  return (
    sender === window.webContents &&
    senderFrame !== null &&
    senderFrame === window.webContents.mainFrame &&
    isOwnPage(senderFrame.url)
  )
}
