package h5

import "time"

// pressedTwice is how long the same act of a citizen again is the same press, and is
// answered as the first was.
const pressedTwice = 2 * time.Minute

// ratedBefore is said to who rates a reply again.
const ratedBefore = "您已经评价过这次答复，评价只问一次，没有再记。"
