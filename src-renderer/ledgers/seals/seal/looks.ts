import { seal as sealRecord } from '@contract/seals/seal'
import { formFields, type FormField } from '../../../ledger-kit'

/**
 * What a seal looks like and who is to keep it, as forms ask for it. Ink and scope come from the kind unless they are
 * given.
 */
export function looksFields(kind: unknown, section: string): FormField[] {
  return formFields(
    sealRecord.fields,
    ['name', { section }],
    ['imprintText', { section }],
    ['kind', { section }],
    ['size', { section, placeholder: '如 直径42毫米' }],
    ['shape', { section }],
    ['material', { section }],
    ['ink', { section, hint: '不选按类别的规定' }],
    ['unitName', { name: 'unitId', section }],
    ...(kind === 'personal' ? ([['ownerName', { name: 'ownerId', section, required: true }]] as const) : [])
  )
}
