import type { ExitRow } from '@contract/warehouse'
import type { PrintedForm } from '../../../ledger-kit'

/** The Word forms records are printed as. */
export const forms = {
  intake: { form: 'warehouse.intake', label: '入库清单' },
  extension: { form: 'warehouse.extension', label: '延期审批表' },
  keeping: { form: 'warehouse.keeping', label: '保管协议' }
} as const

/** Which forms an exit is printed as, by where its goods go. */
export function formsOfExit({ kind, ownerless }: Pick<ExitRow, 'kind' | 'ownerless'>): PrintedForm[] {
  return [
    { form: 'warehouse.exit', label: '出库单' },
    ...(kind === 'return' ? [{ form: 'warehouse.return', label: '退还清单' }] : []),
    ...(ownerless ? [{ form: 'warehouse.ownerless', label: '无主物品处理记录' }] : []),
    ...(kind === 'destroy' ? [{ form: 'warehouse.destruction', label: '销毁审批与记录' }] : [])
  ]
}
