import { implement } from '@orpc/server'
import { contract } from '../../contract'
import type { ImportAnswers } from '../../contract/files'
import { writeImportTemplate } from '../../platform/documents/templates'
import { notFound } from '../../kernel/fault'
import { read } from '../handlers'
import { permitting, translatingFaults, type CallContext, type Permitted } from '../procedure'
import { ownUpload } from './attachments'
import { ownerOf, startFileJob } from './fileJobs'
import { importFor, importsOf, mayImport } from './importKinds'
import { lookAt, rulesFor, type EditedMapping } from './importReading'
import { commitImport, tryImport, type ImportOrder } from './importService'
import { worded } from './importWords'
import { pastImports, undoImport } from './undoImport'
import { keptSealed, withUpload } from './sealedUploads'
import { rememberChoices, rememberedChoices } from './rememberedColumns'

const os = implement(contract.imports).$context<CallContext>().use(translatingFaults).use(permitting)

interface ImportInput {
  readonly kind: string
  readonly attachmentId: string
  readonly mapping?: EditedMapping | undefined
  readonly answers?: ImportAnswers | undefined
  readonly createUnknown: boolean
}

/** Runs an import with its uploaded file, which may have to be opened for it first. */
async function withOrder<T>(
  { house, actor }: Permitted,
  { kind, attachmentId, mapping, answers, createUnknown }: ImportInput,
  body: (order: ImportOrder & { readonly sha256: string }) => Promise<T>
): Promise<T> {
  const { ledger } = importFor(house, actor, kind)
  const attachment = await ownUpload(house, actor, attachmentId)
  const remembered = await rememberedChoices(house.database.read, kind)
  return withUpload(house, ledger, attachment, (file, sha256) =>
    body({ kind, mapping, answers, createUnknown, remembered, sha256, file })
  )
}

export const importsRouter = os.router({
  kinds: os.kinds.handler(({ context }) =>
    importsOf(context.house).map(({ ledger, definition }) => ({
      kind: definition.kind,
      name: definition.name,
      ledger,
      allowed: mayImport(context.actor, definition),
      sealed: keptSealed(context.house, ledger)
    }))
  ),
  look: os.look.handler(async ({ context, input }) => {
    const { definition } = importFor(context.house, context.actor, input.kind)
    const remembered = await rememberedChoices(context.house.database.read, input.kind)
    const wordedImport = await worded(context.house, definition)
    const rules = await rulesFor(context.house.database.read, wordedImport, {}, remembered)
    return withOrder(context, { kind: input.kind, attachmentId: input.attachmentId, createUnknown: true }, ({ file }) =>
      lookAt(context.house, wordedImport, file, remembered, rules, input.headers)
    )
  }),
  dryRun: os.dryRun.handler(async ({ context, input }) => {
    const reading = await context.reading()
    return withOrder(context, input, async (order) => (await tryImport(reading, order)).report)
  }),
  commit: os.commit.handler(async ({ context, input }) => {
    const reading = await context.reading()
    return withOrder(context, input, (order) =>
      commitImport(reading, context.write, order, (unit, trial) => rememberChoices(unit, input.kind, input, trial))
    )
  }),
  past: os.past.handler(read(pastImports)),
  undo: os.undo.handler(async ({ context, input }) => {
    await undoImport(await context.reading(), context.write, input)
    const done = (await pastImports(await context.reading())).find(({ id }) => id === input.id)
    if (!done) throw notFound('这次导入')
    return done
  }),
  template: os.template.handler(({ context, input }) => {
    const { definition } = importFor(context.house, context.actor, input.kind)
    const { name, fields } = definition
    return startFileJob(context.house, ownerOf(context.actor), {
      name: `${name}导入模板`,
      fileName: `${name}导入模板.xlsx`,
      write: (path) => writeImportTemplate(name, Object.values(fields), path)
    })
  })
})
