import { computed, type ComputedRef } from 'vue'
import { client } from '../../api/client'
import { useQuery } from '../../api/query'

/** The workbook that holds a sheet of the office, as a list exports it; undefined for who may not have it. */
export function useSheetExport(sheet: string): ComputedRef<{ output: string; sheets: string[] } | undefined> {
  const outputs = useQuery((signal) => client.exports.outputs(undefined, { signal }))
  return computed(() => {
    const book = outputs.data.value?.find((output) => output.kind === 'xlsx' && output.sheets.includes(sheet))
    return book ? { output: book.id, sheets: [sheet] } : undefined
  })
}
