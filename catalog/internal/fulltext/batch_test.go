package fulltext

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A segment is built of no more text than fits, but of one text at least.
func TestASegmentIsBoundedByItsTextToo(t *testing.T) {
	short, half := Doc{Title: "公告"}, Doc{Title: "公告", Text: []string{strings.Repeat("字", segmentText/2)}}
	assert.Equal(t, 2, batch([]Doc{short, short}))
	assert.Equal(t, segmentMax, batch(make([]Doc, segmentMax+1)))
	assert.Equal(t, 1, batch([]Doc{half, half, half}), "two and their titles are too much")
	half.Text = append(half.Text, half.Text[0], half.Text[0])
	assert.Equal(t, 1, batch([]Doc{half, short}), "one that is too long stands alone")
	assert.Zero(t, batch(nil))
}
