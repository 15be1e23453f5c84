import type { UndoImport } from '../../../office/outputs/importDefinition'
import { passOn, placedOf } from '../carrier/chain'
import { Carrier, ConfidentialFile, CopyRequest, Ending, Leg, LegReturn } from '../entities'
import { rowsWith } from '../../../platform/database/readRows'
import { seal } from '../secrets'

/** Takes an old register back: files and carriers are reversed, readings closed, copies and endings cancelled. */
export const undoRegister: UndoImport = async (unit, imported, { reason, house }) => {
  const words = `撤销导入：${reason}`
  const files = await imported.of(ConfidentialFile)
  const numbers = new Map(files.map(({ id, number }) => [id, number]))
  const carriers = await imported.of(Carrier)
  const placed = await placedOf(
    unit.manager,
    carriers.map(({ id }) => id)
  )
  for (const { carrier, standing } of placed)
    await passOn(unit, carrier, standing, {
      act: 'reversed',
      fromName: unit.actor.name,
      toName: '',
      place: '',
      paper: numbers.get(carrier.fileId) ?? ''
    })
  const legs = await imported.of(Leg)
  const returns = await rowsWith(
    unit.manager,
    LegReturn,
    'legId',
    legs.map(({ id }) => id)
  )
  const returned = new Set(returns.map(({ legId }) => legId))
  const pages = new Map(carriers.map((carrier) => [carrier.id, carrier.pages]))
  for (const leg of legs.filter(({ id }) => !returned.has(id))) {
    const id = unit.newId()
    await unit.append(LegReturn, {
      id,
      legId: leg.id,
      at: unit.now,
      pages: pages.get(leg.carrierId) ?? 0,
      officerId: unit.actor.personId,
      officerName: unit.actor.name,
      late: false,
      noteSealed: await seal(house, { table: 'confidential_leg_returns', id }, 'note', words)
    })
  }
  for (const copy of await imported.of(CopyRequest))
    await unit.update(CopyRequest, copy, { state: 'cancelled' }, '复制申请')
  for (const ending of await imported.of(Ending)) await unit.update(Ending, ending, { state: 'cancelled' }, '清单')
  for (const file of files)
    await unit.update(
      ConfidentialFile,
      file,
      {
        state: 'reversed',
        notesSealed: await seal(house, { table: 'confidential_files', id: file.id }, 'notes', words)
      },
      '文件'
    )
}
