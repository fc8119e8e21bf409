/** Below SUP-MOVE-10 with room to spare: a label can be read at this size. */
const mostBytes = 400_000

const tries: readonly (readonly [side: number, quality: number])[] = [
  [1600, 0.8],
  [1280, 0.7],
  [1024, 0.6],
  [800, 0.5],
  [640, 0.4],
]

/** Width and height within a side, never larger than they are. */
export const within = (width: number, height: number, side: number): readonly [number, number] => {
  const scale = Math.min(1, side / Math.max(width, height, 1))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

const draw = (picture: ImageBitmap, side: number, quality: number): string => {
  const canvas = document.createElement('canvas')
  const [width, height] = within(picture.width, picture.height, side)
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  return canvas.toDataURL('image/jpeg', quality).slice('data:image/jpeg;base64,'.length)
}

/**
 * A photo drawn anew and smaller, as base64: its pixels go out and nothing else, so neither place nor device (EXIF). Null for
 * a file that is no picture.
 */
export const drawAnew = async (file: Blob): Promise<string | null> => {
  try {
    const picture = await createImageBitmap(file)
    for (const [side, quality] of tries) {
      const data = draw(picture, side, quality)
      if (data.length * 0.75 <= mostBytes) return data
    }
    return null
  } catch {
    return null
  }
}
