import { computed, type ComputedRef } from 'vue'
import { blank as blankRecord } from '@contract/seals/blank'
import type { client } from '../../../api/client'
import { formFields, type FormField, type Incomplete, type InputOf } from '../../../ledger-kit'
import { useSeals, type SealChoices } from '../parts/choices'

type Asked = Omit<InputOf<typeof client.seals.blanks.request>, 'reasons'>

const serial = '号码'

/** The fields of an application for blanks, numbered from–to. */
export function useBlankForm(model: Incomplete<Asked>): {
  readonly seals: SealChoices
  readonly fields: ComputedRef<FormField[]>
} {
  const seals = useSeals()
  const quantity = computed(() => {
    const { serialFrom, serialTo } = model
    return serialFrom && serialTo && serialTo >= serialFrom ? `共 ${serialTo - serialFrom + 1} 份` : ''
  })
  const fields = computed<FormField[]>(() => [
    ...formFields(
      blankRecord.fields,
      ['kind', { section: '申请' }],
      ['sealName', { name: 'sealId', section: '申请', options: seals.options.value }],
      ['purpose', { section: '申请', hint: '一批只写一种用途' }],
      ['format', { section: '申请', placeholder: '如 封条 18×5厘米' }],
      ['responsibleName', { name: 'responsibleId', section: '申请', hint: '领用并逐号核销的人' }]
    ),
    { name: 'serialPrefix', label: '号码前缀', kind: 'code', section: serial, placeholder: '如 FT2026-，没有不填' },
    { name: 'serialFrom', label: '起号', kind: 'integer', section: serial, required: true },
    { name: 'serialTo', label: '止号', kind: 'integer', section: serial, required: true, hint: quantity.value }
  ])
  return { seals, fields }
}
