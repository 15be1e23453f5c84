import { ipcRenderer } from 'electron'

/** Channel on which main is asked for the page's port and hands it over. */
const channel = 'ledger-port'

let asked = false

// The page asks once its code runs. Main is asked once per page and answers only the frame it made itself; the port
// goes on to the page untouched, and nothing of Electron or Node is exposed to it.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (asked || event.source !== window || !isReady(event.data)) return
  asked = true
  ipcRenderer.once(channel, (portEvent) => window.postMessage({ type: 'ledger-port' }, '*', [...portEvent.ports]))
  ipcRenderer.send(channel)
})

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ledger-ready'
}
