import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, upload } from '../../api/client.js'

const touched = ['board.read', 'register.read', 'register.loads', 'register.load']

const useTouched = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return () => Promise.all(touched.map((id) => client.invalidateQueries({ queryKey: [id] })))
}

/** A file goes up and is checked. */
export const useRegisterCheck = (county: string, onPart: (sent: number, total: number) => void) => {
  const touch = useTouched()
  return useMutation({
    mutationFn: (file: File) => upload('register.check', { query: { county } }, file, onPart),
    onSuccess: touch,
  })
}

/** A checked file is taken in, or the last one taken back; what shows its numbers is read anew. */
export const useRegisterStep = (step: 'register.take' | 'register.take-back', id: string) => {
  const touch = useTouched()
  return useMutation({ mutationFn: () => call(step, { params: { id } }), onSettled: touch })
}
