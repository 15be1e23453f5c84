import { Command, CommanderError } from 'commander'
import { Fault } from '../../kernel/fault'
import { appVersion } from '../projectRoot'
import { addAccountCommands } from './commands/accounts'
import { addCallCommand } from './commands/call'
import { addDemoCommand } from './commands/demo'
import { addFoundCommand } from './commands/found'
import { addImportCommand } from './commands/importFile'
import { addImportsCommand } from './commands/imports'
import { addKeepingCommands } from './commands/keeping'
import { addOutputCommands } from './commands/outputs'
import { addRulesCommand } from './commands/rules'
import { addServeCommand } from './commands/serve'
import { fileTrouble } from './fileTrouble'
import { CommandFailed } from './report'

/** The command line: every command with its options. */
function commands(): Command {
  const program = new Command('ledger')
    .description('局务台账命令行')
    .version(appVersion, '-V, --version', '显示软件版本')
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [command]', '显示某个命令的用法')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('（加 --help 查看用法）')
    .exitOverride()
  addServeCommand(program)
  addDemoCommand(program)
  addFoundCommand(program)
  addOutputCommands(program)
  addImportCommand(program)
  addImportsCommand(program)
  addRulesCommand(program)
  addCallCommand(program)
  addKeepingCommands(program)
  addAccountCommands(program)
  return program
}

/** Runs the command line and gives the process' exit code. What went wrong is said in one line on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await commands().parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    if (error instanceof CommandFailed) {
      if (error.message) process.stderr.write(`${error.message}\n`)
      return 1
    }
    process.stderr.write(`${messageOf(error)}\n`)
    return 1
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Fault && error.type === 'invalid') {
    const issues = (error.data['issues'] ?? []) as readonly { readonly message: string }[]
    return issues.map((issue) => issue.message).join('\n') || error.message
  }
  return fileTrouble(error) ?? (error instanceof Error ? error.message : String(error))
}
