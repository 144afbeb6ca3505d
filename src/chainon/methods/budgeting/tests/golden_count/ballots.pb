META
key;value
num_projects;5
num_votes;16
budget;2400
vote_type;approval
PROJECTS
project_id;cost;name
banc;900;Un banc
jeux;1500;Des jeux
haies;300;Des haies
pompe;40;Une pompe à vélo
fresque;600;Une fresque
VOTES
voter_id;vote
1;
2;banc,jeux
3;banc,jeux
4;banc,jeux
5;banc,jeux
6;banc,jeux
7;banc,pompe,fresque
8;haies,fresque
9;haies,fresque
10;haies,fresque
11;haies,fresque
12;haies,pompe
13;haies,pompe
14;jeux
15;jeux
16;jeux
