import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { Detail } from '../../../contract/warehouse/access'
import { extension as extensionRecord, type ExtensionRow } from '../../../contract/warehouse/extension'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { pageOf } from '../../../platform/database/listQuery'
import { onlyAmong } from '../../../platform/database/readRows'
import { extensionActions } from '../actions'
import { Extension, Intake } from '../entities'
import { intakesNamed } from '../intake/rows'
import { mustSee, squadsVisibleTo } from '../visibility'

const extensionList = listing(extensionRecord, 'x', {
  joined: { intakeNumber: 'i.number', party: 'i.party' },
  filters: { intakeId: 'x.intakeId' },
  order: [['x.id', 'DESC']]
})

/** A window of the extensions the reader may see. */
export async function extensionsPage(reading: Reading, input: ListInput): Promise<Page<ExtensionRow>> {
  const query = reading.manager.createQueryBuilder(Extension, 'x').innerJoin(Intake, 'i', 'i.id = x.intakeId')
  onlyAmong(query, 'x.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return pageOf(query, extensionList, input, (rows) => extensionRows(reading.manager, rows))
}

const extensionRows = async (
  manager: EntityManager,
  extensions: readonly Extension[]
): Promise<readonly ExtensionRow[]> =>
  rowsOf(manager, extensionRecord, extensions, await intakesNamed(manager, extensions))

/** One extension with its approval. */
export async function extensionDetail(reading: Reading, id: string): Promise<Detail<ExtensionRow, never>> {
  const { manager, actor } = reading
  const extension = await manager.findOneBy(Extension, { id })
  if (!extension) throw notFound('延期申请')
  await mustSee(manager, actor, extension.squadId, '延期申请')
  const [row] = await extensionRows(manager, [extension])
  return {
    row: row as ExtensionRow,
    lines: [],
    approval: extension.approvalId ? await approvalView(reading, extension.approvalId) : null,
    actions: extensionActions(actor, extension),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id], approvals: [extension.approvalId] })
  }
}
