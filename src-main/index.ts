import 'reflect-metadata'
import { app } from 'electron'
import log from 'electron-log/node'
import { readCommandLine } from './hosts/electron/commandLine'
import { runWindow } from './hosts/electron/run'

// Not awaited: Electron becomes ready only after this module has been evaluated, and the window waits for that.
runWindow(readCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), app.getPath('appData'))).catch(
  (error: unknown) => {
    log.error('starting the window', error)
    app.exit(1)
  }
)
