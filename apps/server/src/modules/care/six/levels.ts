/** How many digits a place has that lies directly below one of so many. */
export const digitsBelow: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 9 }
