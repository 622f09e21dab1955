"""Dutch words: apart, folded, stemmed, compounds split, and near to other words."""
