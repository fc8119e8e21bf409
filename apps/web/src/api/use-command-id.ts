import { useRef } from 'react'
import { v7 as uuidv7 } from 'uuid'

/**
 * The id of a command: the same while the same is sent again, because its answer may have been lost; another as soon as what is
 * sent differs, or it would be refused as another body. Asked with null once it was answered: the next is another command.
 */
export const useCommandId = (): ((body: object | null) => string) => {
  const last = useRef({ said: '', id: '' })
  return (body) => {
    const said = body === null ? '' : JSON.stringify(body)
    if (said === '' || said !== last.current.said) last.current = { said, id: uuidv7() }
    return last.current.id
  }
}
