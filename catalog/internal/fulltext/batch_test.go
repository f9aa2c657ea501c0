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

// What is put one by one does not leave a segment each, which every search would ask.
func TestFewSegmentsAreLeftOfWhatIsPutOneByOne(t *testing.T) {
	var x Index
	for n := range 3 * inlineMax {
		x.Put(Doc{Key: int64(n), Title: "公告"})
		perLevel := map[int]int{}
		for _, p := range x.state().parts {
			perLevel[levelOf(p.len())]++
		}
		for level, n := range perLevel {
			if level < small {
				assert.Equal(t, 1, n, "segments of level %d", level)
			}
			assert.Less(t, n, fanout, "segments of level %d", level)
		}
	}
	assert.Equal(t, 3*inlineMax, x.Len())
}
