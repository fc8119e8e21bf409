import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { addEndpoints } from '../api/client.js'
import { openGiftEndpoints } from '../api/gift-endpoints.js'
import { GiftsPage } from '../features/gifts/gifts-page.js'
import '../ui/theme.js'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/parts.css'
import '../features/gifts/gifts.css'

addEndpoints(openGiftEndpoints)

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <GiftsPage />
    </StrictMode>,
  )
}
